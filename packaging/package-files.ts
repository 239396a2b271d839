import { fileURLToPath } from 'node:url';

/** The project's root, with a slash at its end. */
export const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** Where the package is built, with a slash at its end. */
export const DIST = `${ROOT}dist/`;

/** ONNX Runtime's WASM build, beside the worker's script. */
export const WASM_FILE = 'ort-wasm-simd-threaded.wasm';
