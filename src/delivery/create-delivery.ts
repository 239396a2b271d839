/** Where items are sent, and how they are written. */
export interface DeliveryOptions<Item> {
  url: string;
  headers?: Readonly<Record<string, string>>;
  /** Writes a few items as the body of one request. */
  bodyOf(items: readonly Item[]): unknown;
  /** Finds what an answer of the server says was not taken, though it says that all went well. */
  findRefusal?(answer: unknown): string | undefined;
  /** Hears of requests that failed; their items are lost. */
  onError: ((error: Error) => void) | undefined;
}

/** Sends items, a few at a time, and never throws. */
export interface Delivery<Item> {
  add(item: Item): void;
  /** Sends what waits, at once; resolves when everything sent has been answered. */
  flush(): Promise<void>;
}

// Little enough to lose, and few enough requests.
const LONGEST_WAIT_MS = 1000;
const MOST_ITEMS = 50;
// Browsers let requests of up to 64 KiB outlive their page, all together.
const MOST_KEPT_ALIVE_BYTES = 60_000;

/** Creates a delivery to one address; it sends nothing before it is given something. */
export function createDelivery<Item>(options: DeliveryOptions<Item>): Delivery<Item> {
  const { url, headers, bodyOf, findRefusal, onError } = options;
  let waiting: Item[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const underWay = new Set<Promise<void>>();

  async function send(items: readonly Item[]): Promise<void> {
    const body = new TextEncoder().encode(JSON.stringify(bodyOf(items)));
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
      credentials: 'omit',
      keepalive: body.byteLength < MOST_KEPT_ALIVE_BYTES,
    });
    const answer = await response.text();
    const refusal = response.ok
      ? findRefusal?.(parse(answer))
      : `the server answered ${response.status}: ${answer.slice(0, 200)}`;
    if (refusal !== undefined) throw new Error(refusal);
  }

  function sendWaiting(): void {
    clearTimeout(timer);
    timer = undefined;
    const items = waiting;
    waiting = [];
    if (items.length === 0) return;
    const sent: Promise<void> = send(items)
      .catch((error: Error) => {
        const lost = new Error(`${items.length} signals did not reach ${url}: ${error.message}`, { cause: error });
        // What a callback throws belongs to the page.
        queueMicrotask(() => onError?.(lost));
      })
      .finally(() => underWay.delete(sent));
    underWay.add(sent);
  }

  return {
    add(item) {
      waiting.push(item);
      if (waiting.length >= MOST_ITEMS) sendWaiting();
      else timer ??= setTimeout(sendWaiting, LONGEST_WAIT_MS);
    },
    async flush() {
      sendWaiting();
      await Promise.all(underWay);
    },
  };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
