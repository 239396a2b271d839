import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';

const MODELS = new URL('../../public/models/', import.meta.url);
const REGISTRY = JSON.stringify({
  instant: { type: 'ngram', path: 'flow-instant', output: 'user' },
  flow: { type: 'onnx', path: 'flow', output: 'user_logits' },
  yes_no: {
    type: 'scikit',
    path: 'yes_no.onnx',
    intents: ['да', 'нет'],
    sha256: '5bf9e8602147d021662999be6069a1c6827abcb103bf7e1d3b5f3ac24cbeb36f',
  },
});

/** A place where models are released: which version of the heads is out, and which files were asked for. */
interface Place {
  version: number;
  asked: string[];
}

/**
 * Serves the real models under `/released/<place>/`, never from the browser's HTTP cache. `…/release` puts the next
 * version of the instant model's heads out, of other bytes with the same meaning; `…/asked` lists the files asked for.
 */
export function releasedVersions(): Plugin {
  const places = new Map<string, Place>();
  return {
    name: 'released-versions',
    configureServer(server) {
      server.middlewares.use('/released', async (request, response) => {
        const [, name = '', ...rest] = (request.url ?? '').split('?')[0]?.split('/') ?? [];
        const place = places.get(name) ?? { version: 0, asked: [] };
        places.set(name, place);
        const file = rest.join('/');
        response.setHeader('cache-control', 'no-store');
        if (file === 'asked') return void response.end(JSON.stringify(place.asked));
        if (file === 'release') {
          place.version += 1;
          return void response.end();
        }
        place.asked.push(file);
        response.end(await read(file, place.version));
      });
    },
  };
}

async function read(file: string, version: number): Promise<string | Uint8Array> {
  if (file === 'classifiers.json') return REGISTRY;
  if (file === 'flow-instant/heads.json') return heads(version);
  if (file !== 'flow-instant/manifest.json') return readFile(new URL(file, MODELS));
  const manifest = JSON.parse(await readFile(new URL(file, MODELS), 'utf8'));
  const bytes = await heads(version);
  manifest.files.heads = {
    path: 'heads.json',
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
  return JSON.stringify(manifest);
}

async function heads(version: number): Promise<Uint8Array> {
  const shipped = await readFile(new URL('flow-instant/heads.json', MODELS));
  return Buffer.concat([shipped, Buffer.from(' '.repeat(version))]);
}
