import { createForeignWorker } from './create-foreign-worker';
import { createPackagedWorker } from './create-packaged-worker';
import { WORKER_FILE } from './worker-file';

/** Where a worker's script lies, and whether it is a module. */
interface WorkerScript {
  url: string;
  type: WorkerType;
}

/**
 * Creates the worker from the script in the host's folder, or else from the one that comes with this module. A script
 * of another origin is run by one of this origin, because a page may start no other.
 */
export function createWorker(assetsUrl: string | undefined): Worker {
  if (assetsUrl === undefined) {
    const script = hearPackagedScript();
    return script && isForeign(script.url) ? createForeignWorker(script.url, script.type) : createPackagedWorker();
  }
  const { href } = new URL(WORKER_FILE, assetsUrl);
  if (isForeign(href)) return createForeignWorker(href, 'module');
  return new Worker(href, { type: 'module', name: 'flow-labels' });
}

function isForeign(url: string): boolean {
  const { protocol, origin } = new URL(url);
  return protocol.startsWith('http') && origin !== globalThis.origin;
}

// Only the call that bundlers rewrite knows where they put the script and what they made it, so that call is heard.
function hearPackagedScript(): WorkerScript | undefined {
  const { Worker } = globalThis;
  let heard: WorkerScript | undefined;
  function Listener(address: string | URL, { type = 'classic' }: WorkerOptions = {}) {
    heard = { url: new URL(address, document.baseURI).href, type };
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
