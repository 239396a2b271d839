import { env, pipeline } from '@xenova/transformers';
import wasmUrl from '@xenova/transformers/dist/ort-wasm-simd.wasm?url';
import threadedUrl from '@xenova/transformers/dist/ort-wasm-simd-threaded.wasm?url';
import { servePeer } from '../serve-peer';

servePeer((threads) => {
  env.allowRemoteModels = false;
  env.localModelPath = new URL('../models/', import.meta.url).pathname;
  const { wasm } = env.backends.onnx;
  wasm.wasmPaths = {
    'ort-wasm-simd.wasm': new URL(wasmUrl, import.meta.url).href,
    'ort-wasm-simd-threaded.wasm': new URL(threadedUrl, import.meta.url).href,
  };
  if (threads !== 'auto') wasm.numThreads = threads;
  return pipeline('text-classification', 'flow', { quantized: true });
});
