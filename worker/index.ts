import { expose } from 'comlink';
import wholeUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { createClassifierWorker } from './create-classifier-worker';
import { hasDotInstruction } from './inference/has-dot-instruction';
import { loadWasm } from './inference/load-wasm';
import type { RuntimeSize } from './inference/runtime-size';
import { joinAsThread } from './inference/session';
import smallUrl from './inference/small-runtime.wasm?url';
import relaxedUrl from './inference/small-runtime-relaxed.wasm?url';

function wasmUrl(size: RuntimeSize): string {
  if (size === 'whole') return wholeUrl;
  return hasDotInstruction() ? relaxedUrl : smallUrl;
}

// Each WASM thread runs this script again: it belongs to the runtime, and must leave the messages to it.
if (self.name.startsWith('em-pthread')) {
  joinAsThread();
} else {
  expose(
    createClassifierWorker({
      fetch: (url, init) => fetch(url, init),
      openCache: async (name) => caches.open(name),
      loadWasm: async (size) => loadWasm(fetch, new URL(wasmUrl(size), location.href).href),
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
