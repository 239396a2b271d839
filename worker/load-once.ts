/** Loads by key, each key once. */
export interface LoadOnce<T> {
  load(key: string): Promise<T>;
  /** The next call loads anew. */
  forget(key: string): void;
}

/** Keeps one load a key; one that fails is forgotten, so that the next call tries again. */
export function loadOnce<T>(start: (key: string) => Promise<T>): LoadOnce<T> {
  const loads = new Map<string, Promise<T>>();
  const forget = (key: string) => void loads.delete(key);
  return {
    load(key) {
      const known = loads.get(key);
      if (known) return known;
      const started = start(key);
      loads.set(key, started);
      started.catch(() => forget(key));
      return started;
    },
    forget,
  };
}
