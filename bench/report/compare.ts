import type { ContenderId } from '../run/contender-id';
import type { Values } from '../run/create-notebook';
import { median } from './median';
import type { Row } from './rows';

/** How many times better we are, over the rounds: above 1 we are the better one. */
export interface Ratio {
  median: number;
  least: number;
  most: number;
}

/** Sets our value against another's, round by round; undefined where one of them has none, or ours is 0. */
export function compare(values: Values, row: Row, other: ContenderId): Ratio | undefined {
  const ours = values[row.against ?? row.measure]?.ours ?? [];
  const theirs = values[row.measure]?.[other] ?? [];
  const ratios = ours.flatMap((own, round) => {
    const their = theirs[round];
    if (!own || !their) return [];
    return [row.better === 'less' ? their / own : own / their];
  });
  if (ratios.length === 0) return undefined;
  return { median: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios) };
}
