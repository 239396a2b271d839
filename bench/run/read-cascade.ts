import { readFile } from 'node:fs/promises';
import { folders } from './folders';

/** The keys of a `cascade` entry that the bench needs. */
export interface CascadeEntry {
  first: string;
  confidence: number;
}

/** The name that the shipped registry gives its cascade. */
export const CASCADE = 'user_flow_fast';

/** Reads the shipped registry's cascade; undefined while it has none. */
export async function readCascade(): Promise<CascadeEntry | undefined> {
  const registry = JSON.parse(await readFile(`${folders.project}public/models/classifiers.json`, 'utf8'));
  const entry = registry[CASCADE];
  return entry?.type === 'cascade' ? entry : undefined;
}
