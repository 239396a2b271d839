import type { PlacedEntry } from './registry';
import { targetsOf } from './targets-of';

/** The names of all entries that one leads to, itself among them; a cycle is walked once. */
export function entriesOnTheWay(name: string, entries: ReadonlyMap<string, PlacedEntry>): ReadonlySet<string> {
  const reached = new Set([name]);
  // A set also visits what is added on the way.
  for (const at of reached) {
    const placed = entries.get(at);
    for (const { target } of placed ? targetsOf(placed.entry) : []) reached.add(target);
  }
  return reached;
}
