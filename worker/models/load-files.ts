import type { Fetch } from '../assets/fetch-ok';
import type { FileSource } from '../assets/file-source';
import { loadFile } from '../assets/load-file';
import { fileOf, type Manifest, type ManifestFile } from '../assets/manifest';

const MOST_REPORTS = 50;

/** Hears how far the files of one model folder have come, in bytes. */
export type OnFolderProgress = (progress: { loadedBytes: number; totalBytes: number }) => void;

/** What makes something of each file, by the role that it plays. */
type Readers<Parts> = { [Role in keyof Parts]: (bytes: Uint8Array<ArrayBuffer>) => Parts[Role] };

/**
 * Loads and verifies the files of a model folder that play the given roles, side by side, and reads each as soon as it
 * is there.
 * @throws ModelManifestError, ModelFetchError, ModelIntegrityError, and what a reader throws
 */
export async function loadFiles<Parts extends object>(
  { fetch, loadKept }: FileSource,
  folder: string,
  manifest: Manifest,
  readers: Readers<Parts>,
  onProgress: OnFolderProgress,
): Promise<Parts> {
  const roles = Object.keys(readers) as (keyof Parts & string)[];
  const files = roles.map((role) => fileOf(manifest, role, folder));
  const totalBytes = sum(files.map(({ bytes }) => bytes));
  const loaded = files.map(() => 0);
  const failure = new AbortController();
  const abortable: Fetch = (url, init) => fetch(url, { ...init, signal: failure.signal });
  const source = { fetch: abortable, loadKept };
  let told = 0;
  const report = (at: number, bytes: number) => {
    loaded[at] = bytes;
    const loadedBytes = sum(loaded);
    // A file comes in hundreds of parts, and each report is a message to the page and another one back.
    if (loadedBytes < totalBytes && loadedBytes - told < totalBytes / MOST_REPORTS) return;
    told = loadedBytes;
    if (!failure.signal.aborted) onProgress({ loadedBytes, totalBytes });
  };
  try {
    const parts = roles.map(async (role, at) => {
      const file = files[at] as ManifestFile;
      return [role, readers[role](await loadFile(source, folder, file, (bytes) => report(at, bytes)))] as const;
    });
    return Object.fromEntries(await Promise.all(parts)) as Parts;
  } catch (error) {
    // The others would load in vain, and report beside the next attempt.
    failure.abort();
    throw error;
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
