/** Creates the worker from the script that comes with this module. */
export function createPackagedWorker(): Worker {
  // Bundlers find the worker by this literal form alone.
  return new Worker(new URL('../worker/index.ts', import.meta.url), { type: 'module', name: 'flow-labels' });
}
