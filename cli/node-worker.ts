import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';
import { expose } from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { createClassifierWorker } from '../worker/create-classifier-worker';
import { fetchFile } from './fetch-file';

const WASM_PATHS = {
  small: new URL('../worker/inference/small-runtime.wasm', import.meta.url),
  whole: createRequire(import.meta.url).resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm'),
};

if (!parentPort) throw new Error('this script runs in a worker thread only');
expose(
  createClassifierWorker({
    fetch: fetchFile,
    loadWasm: async (size) => WebAssembly.compile(await readFile(WASM_PATHS[size])),
    crossOriginIsolated: false,
    cores: 1,
    // The end of a thread is an event in Node.
    holdLock: async () => false,
  }),
  nodeEndpoint(parentPort),
);
