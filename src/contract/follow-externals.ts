import type { PlacedEntry } from './registry';
import type { RegistryFault } from './registry-fault';

/**
 * Walks from an entry through its externals: the first fault on the path, and the smallest limit on it.
 * Every limit on a path holds, so the smallest decides.
 */
export function followExternals(
  name: string,
  entries: ReadonlyMap<string, PlacedEntry>,
  faults: readonly RegistryFault[],
): { fault: RegistryFault | undefined; limitMs: number | undefined } {
  let limitMs: number | undefined;
  let at = name;
  // A cycle ends at its first entry: all of them have a fault.
  for (;;) {
    const here = at;
    const fault = faults.find((candidate) => candidate.name === here);
    const entry = entries.get(at)?.entry;
    if (fault || entry?.type !== 'external') return { fault, limitMs };
    limitMs = Math.min(limitMs ?? Number.POSITIVE_INFINITY, entry.timeoutMs);
    at = entry.classifier;
  }
}
