/** Texts from the past that wait for their label. */
export interface HistoryQueue<Item> {
  add(item: Item): void;
  /** Forgets what waits; what runs is left alone. */
  clear(): void;
}

/**
 * Creates a queue that runs one item at a time, the one added last first, once `ready` has settled; neither may reject.
 */
export function createHistoryQueue<Item>(
  ready: Promise<unknown>,
  run: (item: Item) => Promise<void>,
): HistoryQueue<Item> {
  const waiting: Item[] = [];
  let running = false;

  async function workOff(): Promise<void> {
    running = true;
    // A chat gives its past oldest first: only when more of it is here, the last one is the newest.
    await ready;
    for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) await run(item);
    running = false;
  }

  return {
    add(item) {
      waiting.push(item);
      if (!running) void workOff();
    },
    clear() {
      waiting.length = 0;
    },
  };
}
