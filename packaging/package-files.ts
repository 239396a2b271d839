import { fileURLToPath } from 'node:url';

/** The project's root, with a slash at its end. */
export const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** Where the package is built, with a slash at its end. */
export const DIST = `${ROOT}dist/`;

/** ONNX Runtime's WASM builds, beside the worker's script, by what the worker's code imports. */
export const WASM_FILES = {
  'onnxruntime-web/ort-wasm-simd-threaded.wasm?url': 'ort-wasm-simd-threaded.wasm',
  './inference/small-runtime.wasm?url': 'small-runtime.wasm',
  './inference/small-runtime-relaxed.wasm?url': 'small-runtime-relaxed.wasm',
};
