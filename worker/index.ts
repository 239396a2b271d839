import { expose } from 'comlink';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { createClassifierWorker } from './create-classifier-worker';

// Each WASM thread runs this script again, and must keep its messages to itself.
if (!self.name.startsWith('em-pthread')) {
  expose(
    createClassifierWorker({
      fetch: (url, init) => fetch(url, init),
      wasm: { url: new URL(wasmUrl, location.href).href },
      crossOriginIsolated,
      cores: navigator.hardwareConcurrency,
      holdLock: (name) =>
        new Promise((held) => {
          // Insecure and sandboxed pages have no locks; there a silent death goes unnoticed.
          if (!navigator.locks) return held();
          const live = () => {
            held();
            return new Promise(() => {});
          };
          navigator.locks.request(name, live).catch(held);
        }),
    }),
  );
}
