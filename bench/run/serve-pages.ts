import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import sirv from 'sirv';
import { CROSS_ORIGIN_ISOLATION } from '../../vite.config';

/** One answered request. */
export interface Served {
  path: string;
  status: number;
}

/** The server of all pages. */
export interface PageServer {
  url: string;
  /** Every request since the start. */
  served: Served[];
  close(): void;
}

const YEAR = 'public, max-age=31536000, immutable';

/**
 * Serves the built pages, all with the same headers: what has a hash in its name is kept for a year, the rest is asked
 * for again. Sends a file's `.br` or `.gz` where it lies beside it.
 */
export async function servePages(folder: string, isolated: boolean): Promise<PageServer> {
  const send = sirv(folder, {
    etag: true,
    gzip: true,
    brotli: true,
    setHeaders(response, path) {
      response.setHeader('Cache-Control', path.includes('/assets/') ? YEAR : 'no-cache');
      if (!isolated) return;
      for (const [name, value] of Object.entries(CROSS_ORIGIN_ISOLATION)) response.setHeader(name, value);
    },
  });
  const served: Served[] = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    response.on('close', () => served.push({ path, status: response.statusCode }));
    send(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://localhost:${port}/`, served, close: () => server.close() };
}
