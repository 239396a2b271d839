import type { Ratio } from './compare';
import { showNumber } from './show';

/** A ratio with its spread. */
export function showRatio({ median, least, most }: Ratio): string {
  const [from, to] = [showNumber(least), showNumber(most)];
  const spread = from === to ? '' : ` (${from}–${to})`;
  return `**${showNumber(median)} ×**${spread}`;
}
