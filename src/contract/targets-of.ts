import type { RegistryEntry } from './registry-entry';

/** The entries that an entry wraps: the field that names each, and its name. */
export function targetsOf(entry: RegistryEntry): readonly { field: string; target: string }[] {
  switch (entry.type) {
    case 'external':
      return [{ field: 'classifier', target: entry.classifier }];
    case 'cascade':
      return [
        { field: 'first', target: entry.first },
        { field: 'then', target: entry.then },
      ];
    default:
      return [];
  }
}
