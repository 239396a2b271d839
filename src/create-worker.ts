import { createImportingWorker } from './create-importing-worker';
import { createPackagedWorker } from './create-packaged-worker';
import { WORKER_FILE } from './worker-file';

/**
 * Creates the worker from the script in the host's folder, or else from the one that comes with this module. A script
 * of another origin is imported by one of this origin, because a page may start no other.
 */
export function createWorker(assetsUrl: string | undefined): Worker {
  if (assetsUrl === undefined) {
    const script = hearPackagedScript();
    return script !== undefined && isForeign(script) ? createImportingWorker(script) : createPackagedWorker();
  }
  const script = new URL(WORKER_FILE, assetsUrl).href;
  if (isForeign(script)) return createImportingWorker(script);
  return new Worker(script, { type: 'module', name: 'flow-labels' });
}

function isForeign(script: string): boolean {
  const { protocol, origin } = new URL(script);
  return protocol.startsWith('http') && origin !== globalThis.origin;
}

// Only the call that bundlers rewrite knows where they put the script, so its address is heard from that call.
function hearPackagedScript(): string | undefined {
  const { Worker } = globalThis;
  let heard: string | undefined;
  function Listener(address: string | URL) {
    heard = new URL(address, document.baseURI).href;
  }
  try {
    globalThis.Worker = Listener as unknown as typeof Worker;
    try {
      createPackagedWorker();
    } finally {
      globalThis.Worker = Worker;
    }
  } catch {
    // Where nothing can be heard, the call itself will say what is wrong.
  }
  return heard;
}
