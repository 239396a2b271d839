/** Runs what takes this realm for a worker of a page, and can read nothing of it: no language, no wait for threads. */
export async function inBareWorker<T>(run: () => Promise<T>): Promise<T> {
  const changed = [
    change(globalThis, 'self', globalThis),
    change(globalThis, 'WorkerGlobalScope', Object),
    change(globalThis, 'navigator', undefined),
    change(Atomics, 'waitAsync', undefined),
  ];
  try {
    return await run();
  } finally {
    for (const restore of changed) restore();
  }
}

function change(owner: object, name: string, value: unknown): () => void {
  const original = Object.getOwnPropertyDescriptor(owner, name);
  Object.defineProperty(owner, name, { value, configurable: true, writable: true });
  return () => {
    if (original) Object.defineProperty(owner, name, original);
    else Reflect.deleteProperty(owner, name);
  };
}
