import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import type { Plugin } from 'vite';

const MODELS = new URL('../../public/models/', import.meta.url);
const START_PAGE = '<!doctype html><html><head><title>Start page</title></head><body></body></html>';

const REGISTRY = JSON.stringify({
  userflow: { type: 'onnx', path: 'flow', output: 'user_logits', threshold: 0.3 },
  not_yet: { type: 'skip', intents: ['yes'] },
});

type Fault = (file: string, response: ServerResponse) => Promise<boolean>;

/** How often each fault has been met, so that a fault can go away. */
const met = new Map<string, number>();

const FAULTS: Record<string, Fault> = {
  'missing-model': async (file, response) => file === 'model.onnx' && end(response, 404, 'text/plain', 'not here'),
  'missing-model-once': async (file, response) => {
    if (file !== 'model.onnx' || count(file) > 1) return false;
    return end(response, 404, 'text/plain', 'not here yet');
  },
  'missing-manifest': async (file, response) =>
    file === 'manifest.json' && end(response, 404, 'text/plain', 'not here'),
  'html-manifest': async (file, response) => file === 'manifest.json' && end(response, 200, 'text/html', START_PAGE),
  'truncated-model': async (file, response) => {
    if (file !== 'model.onnx') return false;
    const whole = await readFile(new URL('flow/model.onnx', MODELS));
    return end(response, 200, 'application/octet-stream', whole.subarray(0, whole.length / 2));
  },
  'damaged-model': async (file, response) => {
    if (file !== 'model.onnx') return false;
    const damaged = await readFile(new URL('flow/model.onnx', MODELS));
    damaged.writeUInt8(damaged.readUInt8(1_000_000) ^ 1, 1_000_000);
    return end(response, 200, 'application/octet-stream', damaged);
  },
  // A new version is put on the server between the manifest's first request and the model's.
  'stale-manifest-once': async (file, response) => {
    if (file !== 'manifest.json' || count('stale') > 1) return false;
    const manifest = JSON.parse(await readFile(new URL('flow/manifest.json', MODELS), 'utf8'));
    manifest.files.model.sha256 = '0'.repeat(64);
    return end(response, 200, 'application/json', JSON.stringify(manifest));
  },
  'no-example': async (file, response) => {
    if (file !== 'manifest.json') return false;
    const manifest = JSON.parse(await readFile(new URL('flow/manifest.json', MODELS), 'utf8'));
    manifest.examples = [];
    return end(response, 200, 'application/json', JSON.stringify(manifest));
  },
  'html-tokenizer': async (file, response) =>
    file === 'tokenizer.list.json' && end(response, 200, 'text/html', START_PAGE),
  'html-model': async (file, response) => file === 'model.onnx' && end(response, 200, 'text/html', START_PAGE),
  'wrong-example': async (file, response) => {
    if (file !== 'manifest.json') return false;
    const manifest = JSON.parse(await readFile(new URL('flow/manifest.json', MODELS), 'utf8'));
    manifest.examples[0] = { text: 'bye', output: 'user_logits', label: 'asks_source' };
    return end(response, 200, 'application/json', JSON.stringify(manifest));
  },
};

function count(key: string): number {
  met.set(key, (met.get(key) ?? 0) + 1);
  return met.get(key) ?? 0;
}

function end(response: ServerResponse, status: number, type: string, body: string | Uint8Array): true {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
  return true;
}

/** Serves `/faulty/<fault>/` beside the real models: the same files, but for one fault. */
export function faultyModels(): Plugin {
  return {
    name: 'faulty-models',
    configureServer(server) {
      server.middlewares.use('/faulty', async (request, response, next) => {
        const [, fault = '', ...rest] = (request.url ?? '').split('?')[0]?.split('/') ?? [];
        const file = rest.at(-1) ?? '';
        if (file === 'classifiers.json') return void end(response, 200, 'application/json', REGISTRY);
        if (await FAULTS[fault]?.(file, response)) return;
        if (!FAULTS[fault]) return next();
        const body = await readFile(new URL(`flow/${file}`, MODELS)).catch(() => undefined);
        end(response, body ? 200 : 404, 'application/octet-stream', body ?? 'not here');
      });
    },
  };
}
