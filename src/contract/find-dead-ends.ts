import { entriesOnTheWay } from './entries-on-the-way';
import { jsonPath } from './json-path';
import type { PlacedEntry } from './registry';
import type { RegistryFault } from './registry-fault';
import { targetsOf } from './targets-of';

/** Finds wrappers that name no entry, and those that lead back to themselves. */
export function findDeadEnds(
  known: ReadonlySet<string>,
  entries: ReadonlyMap<string, PlacedEntry>,
): readonly RegistryFault[] {
  const faults: RegistryFault[] = [];
  for (const [name, { entry, file }] of entries) {
    for (const { field, target } of targetsOf(entry)) {
      const reason = !known.has(target)
        ? `names ${JSON.stringify(target)}, which the registry lacks`
        : entriesOnTheWay(target, entries).has(name)
          ? `leads back to ${JSON.stringify(name)}`
          : undefined;
      if (reason === undefined) continue;
      const allowed = 'the name of another entry that does not lead back here';
      faults.push({ file, name, path: jsonPath([name, field]), reason, allowed });
    }
  }
  return faults;
}
