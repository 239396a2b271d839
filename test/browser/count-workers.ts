/** Creates the package's worker, and counts those that are started and those that are ended. */
export function countWorkers() {
  const count = { started: 0, ended: 0 };
  function createWorker(): Worker {
    const worker = new Worker(new URL('../../worker/index.ts', import.meta.url), { type: 'module' });
    const terminate = worker.terminate.bind(worker);
    count.started += 1;
    worker.terminate = () => {
      count.ended += 1;
      terminate();
    };
    return worker;
  }
  return { count, createWorker };
}
