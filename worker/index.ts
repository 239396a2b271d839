import { expose } from 'comlink';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { createClassifierWorker } from './create-classifier-worker';
import { loadWasm } from './inference/load-wasm';
import { joinAsThread } from './inference/session';

// Each WASM thread runs this script again: it belongs to the runtime, and must leave the messages to it.
if (self.name.startsWith('em-pthread')) {
  joinAsThread();
} else {
  expose(
    createClassifierWorker({
      fetch: (url, init) => fetch(url, init),
      loadWasm: () => loadWasm(fetch, new URL(wasmUrl, location.href).href),
      crossOriginIsolated,
      cores: navigator.hardwareConcurrency,
      holdLock,
    }),
  );
}

function holdLock(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const holdForLife = () => {
      resolve(true);
      return new Promise(() => {});
    };
    // Insecure and sandboxed pages have no locks; there a silent death goes unnoticed.
    if (!navigator.locks) resolve(false);
    else navigator.locks.request(name, holdForLife).catch(() => resolve(false));
  });
}
