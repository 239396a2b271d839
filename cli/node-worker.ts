import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';
import { expose } from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { createClassifierWorker } from '../worker/create-classifier-worker';
import { hasDotInstruction } from '../worker/inference/has-dot-instruction';
import type { RuntimeSize } from '../worker/inference/runtime-size';
import { fetchFile } from './fetch-file';

const wasmPath = (size: RuntimeSize) => {
  if (size === 'whole') return createRequire(import.meta.url).resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm');
  const file = hasDotInstruction() ? 'small-runtime-relaxed.wasm' : 'small-runtime.wasm';
  return new URL(`../worker/inference/${file}`, import.meta.url);
};

if (!parentPort) throw new Error('this script runs in a worker thread only');
expose(
  createClassifierWorker({
    fetch: fetchFile,
    loadWasm: async (size) => WebAssembly.compile(await readFile(wasmPath(size))),
    crossOriginIsolated: false,
    cores: 1,
    // The end of a thread is an event in Node.
    holdLock: async () => false,
  }),
  nodeEndpoint(parentPort),
);
