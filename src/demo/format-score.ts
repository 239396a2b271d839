/** Writes a score from 0 to 1 as a percentage that never claims certainty. */
export function formatScore(score: number): string {
  const percent = Math.round(score * 100);
  if (percent >= 100) return '>99 %';
  if (percent <= 0) return '<1 %';
  return `${percent} %`;
}
