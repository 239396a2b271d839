// Browsers fire longer timers at once.
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Settles as `work` does, or resolves with `late` once the limit has passed; what comes after the limit is late too. */
export function orLate<T>(work: Promise<T>, limitMs: number, late: T): Promise<T> {
  const endsAt = performance.now() + limitMs;
  // Timers of hidden tabs come late, so the clock decides, not the order of events.
  const isLate = () => performance.now() >= endsAt;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(late), Math.min(limitMs, LONGEST_TIMER_MS));
    work
      .then(
        (value) => resolve(isLate() ? late : value),
        (error) => (isLate() ? resolve(late) : reject(error)),
      )
      .finally(() => clearTimeout(timer));
  });
}
