import { jsonPath } from './json-path';
import type { PlacedEntry } from './registry';
import type { RegistryFault } from './registry-fault';

/** Finds externals that name no entry, and those that lead back to themselves. */
export function findDeadEnds(
  known: ReadonlySet<string>,
  entries: ReadonlyMap<string, PlacedEntry>,
): readonly RegistryFault[] {
  const faults: RegistryFault[] = [];
  for (const [name, { entry, file }] of entries) {
    if (entry.type !== 'external') continue;
    const path = jsonPath([name, 'classifier']);
    const allowed = 'the name of another entry that does not lead back here';
    if (!known.has(entry.classifier)) {
      faults.push({
        file,
        name,
        path,
        reason: `names ${JSON.stringify(entry.classifier)}, which the registry lacks`,
        allowed,
      });
    } else if (leadsBack(name, entries)) {
      faults.push({ file, name, path, reason: `leads back to ${JSON.stringify(name)}`, allowed });
    }
  }
  return faults;
}

function leadsBack(name: string, entries: ReadonlyMap<string, PlacedEntry>): boolean {
  const seen = new Set<string>();
  let entry = entries.get(name)?.entry;
  while (entry?.type === 'external' && !seen.has(entry.classifier)) {
    if (entry.classifier === name) return true;
    seen.add(entry.classifier);
    entry = entries.get(entry.classifier)?.entry;
  }
  return false;
}
