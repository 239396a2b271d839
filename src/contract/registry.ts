import type { RegistrySummary } from './classifier-worker';
import type { RegistryEntry } from './registry-entry';

/** A usable entry, and the address of the file that it stands in. */
export interface PlacedEntry {
  entry: RegistryEntry;
  file: string;
}

/** A parsed registry: the entries that can be used, and what the page is told of all. */
export interface Registry {
  entries: ReadonlyMap<string, PlacedEntry>;
  summary: RegistrySummary;
}
