import type { Fetch } from './fetch-ok';
import { keptFiles, type LoadKept, type OpenCache } from './kept-files';

/** Where files come from. */
export interface FileSource {
  /** For what must be fresh, or has no hash to be kept by. */
  fetch: Fetch;
  loadKept: LoadKept;
}

/** Takes files from the network, and those that were kept from there; without `openCache` nothing is kept. */
export function createFileSource(fetch: Fetch, openCache?: OpenCache): FileSource {
  return { fetch, loadKept: openCache ? keptFiles(openCache) : (_url, _hash, fetchVerified) => fetchVerified() };
}
