/** Writes a duration for people: milliseconds up to a second, seconds with one decimal beyond. */
export function formatElapsed(elapsedMs: number): string {
  if (elapsedMs >= 999.5) return `${(elapsedMs / 1000).toFixed(1)} s`;
  return `${Math.max(1, Math.round(elapsedMs))} ms`;
}
