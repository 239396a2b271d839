/** Reads something that may change all the time. */
export interface PacedReads {
  /** Reads now, or as soon as enough time has passed since the last time. */
  soon(): void;
  /** Reads now. */
  now(): void;
  stop(): void;
}

/** A chat that changes all the time is read no more often than this. */
const READ_EVERY_MS = 100;

/** Lets a chat be read at every change, but not more than ten times a second. */
export function paceReads(read: () => void): PacedReads {
  let last = Number.NEGATIVE_INFINITY;
  let next: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  function now(): void {
    if (stopped) return;
    clearTimeout(next);
    next = undefined;
    last = performance.now();
    read();
  }

  function soon(): void {
    if (stopped || next !== undefined) return;
    const wait = last + READ_EVERY_MS - performance.now();
    if (wait <= 0) now();
    else next = setTimeout(now, wait);
  }

  function stop(): void {
    stopped = true;
    clearTimeout(next);
  }

  return { soon, now, stop };
}
