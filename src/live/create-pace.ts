/** Starts work at most once an interval. */
export interface Pace {
  /** Starts `work` at once if the interval has passed, else at its end, in place of work that still waits. */
  next(work: () => void): void;
  /** Drops the work that waits. */
  drop(): void;
}

/** Creates a pace with at least `intervalMs` between two starts. */
export function createPace(intervalMs: number): Pace {
  let lastStart = Number.NEGATIVE_INFINITY;
  let waiting: (() => void) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function start(): void {
    const work = waiting;
    waiting = undefined;
    timer = undefined;
    lastStart = performance.now();
    work?.();
  }

  return {
    next(work) {
      waiting = work;
      if (timer !== undefined) return;
      const restMs = lastStart + intervalMs - performance.now();
      if (restMs <= 0) start();
      else timer = setTimeout(start, restMs);
    },
    drop() {
      clearTimeout(timer);
      timer = undefined;
      waiting = undefined;
    },
  };
}
