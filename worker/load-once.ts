/** Keeps one load a key; one that fails is forgotten, so that the next call tries again. */
export function loadOnce<T>(load: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const loads = new Map<string, Promise<T>>();
  return (key) => {
    const known = loads.get(key);
    if (known) return known;
    const started = load(key);
    loads.set(key, started);
    started.catch(() => loads.delete(key));
    return started;
  };
}
