import type { RegistryEntry } from '../../src/contract/registry-entry';
import type { Manifest } from '../assets/manifest';

/** Finds what the entries of a registry file name. */
export interface GraphSources {
  manifest(path: string): Promise<Manifest>;
  /** The path of the model folder behind a vectorizer's name. */
  vectorizer(name: string): Promise<string>;
}

/** The sha256 of every graph that an entry runs; `undefined` where it cannot be told before the graph is there. */
export async function graphHashes(entry: RegistryEntry, sources: GraphSources): Promise<(string | undefined)[]> {
  const hashOf = async (path: string) => (await sources.manifest(path)).files.model?.sha256;
  try {
    switch (entry.type) {
      case 'onnx':
        return [await hashOf(entry.path)];
      case 'scikit':
        if (!entry.vectorizer) return [entry.sha256];
        return [entry.sha256, await hashOf(await sources.vectorizer(entry.vectorizer))];
      default:
        return [];
    }
  } catch {
    // Whoever calls this entry hears of it.
    return [undefined];
  }
}
