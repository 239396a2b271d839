import { env, pipeline } from '@huggingface/transformers';
import glueUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import { servePeer } from '../serve-peer';

servePeer((threads) => {
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = new URL('../models/', import.meta.url).pathname;
  const { wasm } = env.backends.onnx;
  // The build that the library takes from its CDN, from our own server.
  wasm.wasmPaths = {
    mjs: new URL(glueUrl, import.meta.url).href,
    wasm: new URL(wasmUrl, import.meta.url).href,
  };
  if (threads !== 'auto') wasm.numThreads = threads;
  return pipeline('text-classification', 'flow', { dtype: 'q8', device: 'wasm' });
});
