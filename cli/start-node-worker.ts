import { Worker } from 'node:worker_threads';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import type { WorkerLike } from '../src/start-worker';

/** Starts the worker in a thread of Node, in the shape of a page's `Worker`. */
export function startNodeWorker(): WorkerLike {
  const thread = new Worker(new URL('./load-node-worker.mjs', import.meta.url));
  const endpoint = nodeEndpoint(thread);
  const ends = new EventTarget();
  const end = (message: string) => ends.dispatchEvent(Object.assign(new Event('error'), { message }));
  thread.on('error', (error) => end(error.message));
  thread.on('exit', (code) => end(`exit code ${code}`));
  return {
    postMessage: endpoint.postMessage,
    addEventListener: (type: string, listener: EventListener) =>
      type === 'message' ? endpoint.addEventListener(type, listener) : ends.addEventListener(type, listener),
    removeEventListener: (type: string, listener: EventListener) =>
      type === 'message' ? endpoint.removeEventListener(type, listener) : ends.removeEventListener(type, listener),
    terminate: () => void thread.terminate(),
  } as WorkerLike;
}
