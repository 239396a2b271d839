import type { Fetch } from '../assets/fetch-ok';
import type { FileSource } from '../assets/file-source';
import { loadFile } from '../assets/load-file';
import { fileOf, type Manifest } from '../assets/manifest';

/** Hears how far the files of one model folder have come, in bytes. */
export type OnFolderProgress = (progress: { loadedBytes: number; totalBytes: number }) => void;

/**
 * Loads and verifies the files of a model folder that play the given roles, side by side.
 * @throws ModelManifestError, ModelFetchError, ModelIntegrityError
 */
export async function loadFiles(
  { fetch, loadKept }: FileSource,
  folder: string,
  manifest: Manifest,
  roles: readonly string[],
  onProgress: OnFolderProgress,
): Promise<Uint8Array<ArrayBuffer>[]> {
  const files = roles.map((role) => fileOf(manifest, role, folder));
  const totalBytes = sum(files.map(({ bytes }) => bytes));
  const loaded = files.map(() => 0);
  const failure = new AbortController();
  const abortable: Fetch = (url, init) => fetch(url, { ...init, signal: failure.signal });
  const source = { fetch: abortable, loadKept };
  const report = (at: number, bytes: number) => {
    loaded[at] = bytes;
    if (!failure.signal.aborted) onProgress({ loadedBytes: sum(loaded), totalBytes });
  };
  try {
    return await Promise.all(files.map((file, at) => loadFile(source, folder, file, (bytes) => report(at, bytes))));
  } catch (error) {
    // The others would load in vain, and report beside the next attempt.
    failure.abort();
    throw error;
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
