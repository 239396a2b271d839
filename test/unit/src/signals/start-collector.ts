import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as v from 'valibot';

/** What a collector was sent. */
export interface Received {
  method: string | undefined;
  path: string | undefined;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: unknown;
}

/** A server that takes what its schema describes, and nothing else. */
export interface Collector {
  url: string;
  /** Every request, those that were refused too. */
  received: Received[];
  close(): Promise<void>;
}

/** Starts a collector on this machine; it answers 400 to what its schema does not describe, with what is wrong. */
export async function startCollector(
  schema: v.GenericSchema,
  answer: { status?: number; body?: unknown } = {},
): Promise<Collector> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = JSON.parse(Buffer.concat(chunks).toString());
    received.push({ method: request.method, path: request.url, headers: request.headers, body });
    const parsed = v.safeParse(schema, body);
    response.statusCode = parsed.success ? (answer.status ?? 200) : 400;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(parsed.success ? (answer.body ?? {}) : v.flatten(parsed.issues)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
