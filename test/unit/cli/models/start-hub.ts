import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const COMMIT = '1f3a5c7e9b2d4f6a8c0e1f3a5c7e9b2d4f6a8c0e';

/** What a request for a file's bytes meets, in the order of the requests; whole bytes when none is left. */
export type Fault = 'break' | 'ignore-range' | 'busy' | 'corrupt' | 'short' | 'long';

/** A model on the hub: its files, and which of their first requests fail. */
export interface HostedModel {
  files: Record<string, Buffer>;
  faults?: Record<string, Fault[]>;
  /** Token that opens it. */
  token?: string;
}

/** A server that speaks the model hub's routes, with the files themselves on another origin. */
export interface TestHub {
  endpoint: string;
  commit: string;
  /** Requests for files' bytes, in their order. */
  requests: { path: string; range: string | undefined; authorization: string | undefined; sent: number }[];
  close(): Promise<void>;
}

/** Starts the hub with its models, by `owner/name`. */
export async function startHub(models: Record<string, HostedModel>): Promise<TestHub> {
  const requests: TestHub['requests'] = [];
  const faultsLeft = new Map<string, Fault[]>();
  for (const [name, { faults = {} }] of Object.entries(models)) {
    for (const [path, list] of Object.entries(faults)) faultsLeft.set(`${name}/${path}`, [...list]);
  }

  const storage = await listen((request, response) => {
    const key = decodeURIComponent(request.url ?? '').slice(1);
    const [owner, name, ...path] = key.split('/');
    const bytes = models[`${owner}/${name}`]?.files[path.join('/')] ?? Buffer.alloc(0);
    const { range, authorization } = request.headers;
    const sent = sendBytes(response, bytes, range, faultsLeft.get(key)?.shift());
    requests.push({ path: path.join('/'), range, authorization, sent });
  });
  const hub = await listen((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://hub');
    const [, owner, name, route, revision = '', path = ''] =
      /^\/(?:api\/models\/)?([^/]+)\/([^/]+)\/(revision|tree|resolve)\/([^/]+)\/?(.*)$/.exec(pathname) ?? [];
    const model = models[`${owner}/${name}`];
    if (!model) return send(response, 404, { error: 'Repository not found' });
    if (model.token && request.headers.authorization !== `Bearer ${model.token}`) {
      return send(response, 401, { error: 'Invalid credentials' });
    }
    if (!['main', COMMIT].includes(revision)) return send(response, 404, { error: `Invalid rev id: ${revision}` });
    if (route === 'revision') return send(response, 200, infoOf(`${owner}/${name}`));
    if (route === 'tree') return send(response, 200, treeOf(model));
    response.writeHead(302, { location: `${urlOf(storage)}/${owner}/${name}/${path}` });
    return response.end();
  });
  const close = (server: Server) => new Promise<void>((resolve) => server.close(() => resolve()));
  return {
    endpoint: urlOf(hub),
    commit: COMMIT,
    requests,
    async close() {
      hub.closeAllConnections();
      storage.closeAllConnections();
      await Promise.all([close(hub), close(storage)]);
    },
  };
}

function infoOf(id: string) {
  return { _id: '1', id, sha: COMMIT, cardData: { license: 'apache-2.0' }, private: false, downloads: 0, likes: 0 };
}

// Large files are kept apart, by their sha256; git itself has the others.
function treeOf({ files }: HostedModel) {
  return Object.entries(files).map(([path, bytes]) => {
    const oid = createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const lfs = path.endsWith('.onnx') && { lfs: { oid: sha256, size: bytes.length, pointerSize: 130 } };
    return { type: 'file', path, size: bytes.length, oid, ...lfs };
  });
}

function sendBytes(
  response: ServerResponse,
  bytes: Buffer,
  range: string | undefined,
  fault: Fault | undefined,
): number {
  if (fault === 'busy') {
    response.writeHead(503).end();
    return 0;
  }
  const start = range && fault !== 'ignore-range' ? Number(/bytes=(\d+)-/.exec(range)?.[1]) : 0;
  const rest = changed(bytes, fault).subarray(start);
  const headers = { 'content-length': rest.length };
  if (start > 0) {
    response.writeHead(206, { ...headers, 'content-range': `bytes ${start}-${bytes.length - 1}/${bytes.length}` });
  } else response.writeHead(200, headers);
  if (fault !== 'break') {
    response.end(rest);
    return rest.length;
  }
  const half = rest.subarray(0, rest.length >> 1);
  response.write(half, () => setTimeout(() => response.destroy(), 50));
  return half.length;
}

function changed(bytes: Buffer, fault: Fault | undefined): Buffer {
  if (fault === 'corrupt') return Buffer.concat([Buffer.from([bytes.readUInt8(0) ^ 1]), bytes.subarray(1)]);
  if (fault === 'short') return bytes.subarray(0, -1);
  return fault === 'long' ? Buffer.concat([bytes, Buffer.from('?')]) : bytes;
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function listen(handler: (request: IncomingMessage, response: ServerResponse) => void): Promise<Server> {
  const server = createServer(handler as RequestListener);
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
