// The original's rule: 0, null and nothing all mean 0.2 seconds.
const DEFAULT_SECONDS = 0.2;

/** The limit in milliseconds of a `timeout` in seconds. */
export function secondsToLimitMs(timeout: number | null | undefined): number {
  return (timeout || DEFAULT_SECONDS) * 1000;
}
