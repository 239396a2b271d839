import { sha256 } from './sha256';

/** The part of a `Cache` that is used here. */
export type FileCache = Pick<Cache, 'match' | 'put' | 'keys' | 'delete'>;

/** Opens a cache of the browser by its name; rejects where there is none. */
export type OpenCache = (name: string) => Promise<FileCache>;

/**
 * Gives the file with this hash: as it was kept at an earlier visit, or as `fetchVerified` gives it, and keeps it then.
 * @throws only what `fetchVerified` throws: what the browser refuses to keep is fetched at every visit
 */
export type LoadKept = (
  url: string,
  hash: string,
  fetchVerified: () => Promise<Uint8Array<ArrayBuffer>>,
) => Promise<Uint8Array<ArrayBuffer>>;

const CACHE_NAME = 'flow-labels';

/** Keeps verified files in a cache of the browser, of each address only the latest. */
export function keptFiles(openCache: OpenCache): LoadKept {
  // A browser that has kept nothing for this origin yet makes the room for it, while the registry is on its way.
  openCache(CACHE_NAME).catch(() => {});
  return async (url, hash, fetchVerified) => {
    const kept = await read(openCache, keyOf(url, hash), hash).catch(() => undefined);
    if (kept) return kept;
    const bytes = await fetchVerified();
    // Nobody need wait for it, and the file is there without it.
    keep(openCache, url, hash, bytes).catch(() => {});
    return bytes;
  };
}

async function read(openCache: OpenCache, key: string, hash: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const cache = await openCache(CACHE_NAME);
  const response = await cache.match(key);
  if (!response) return undefined;
  const bytes = new Uint8Array(await response.arrayBuffer());
  if ((await sha256(bytes)) === hash) return bytes;
  await cache.delete(key);
  return undefined;
}

async function keep(openCache: OpenCache, url: string, hash: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const cache = await openCache(CACHE_NAME);
  const key = keyOf(url, hash);
  // Before the new one comes, for which there may be no room beside them.
  for (const request of await cache.keys(key, { ignoreSearch: true })) {
    if (request.url !== key && addressOf(request.url) === addressOf(key)) await cache.delete(request);
  }
  await cache.put(key, new Response(bytes));
}

// A key that carries the hash is never found for another version, and one that carries the address too tells which
// versions of a file are out of date. A cache ignores fragments, so the hash must not stand behind one.
function keyOf(url: string, hash: string): string {
  const { href } = Object.assign(new URL(url), { hash: '' });
  return `${href}${href.includes('?') ? '&' : '?'}sha256=${hash}`;
}

function addressOf(key: string): string {
  return key.replace(/[?&]sha256=[0-9a-f]{64}$/, '');
}
