import { ModelFetchError, ModelIntegrityError } from '../../src/contract/errors';
import { fetchOk } from './fetch-ok';
import type { FileSource } from './file-source';
import type { ManifestFile } from './manifest';
import { verifyFile } from './verify-file';

/**
 * Loads one file of a model folder and verifies it; `onBytes` hears how many have come, of a kept file all at once.
 * What is kept needs no request. A file that comes damaged is asked for once more past the browser's HTTP cache, which
 * may be what is damaged.
 * @throws ModelFetchError, ModelIntegrityError
 */
export async function loadFile(
  { fetch, loadKept }: FileSource,
  folder: string,
  file: ManifestFile,
  onBytes: (loaded: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const url = new URL(file.path, folder).href;
  const attempt = async (cache: RequestCache) => {
    const bytes = await readBytes(await fetchOk(fetch, url, ModelFetchError, cache), url, file.bytes, onBytes);
    await verifyFile(bytes, file, url);
    return bytes;
  };
  const bytes = await loadKept(url, file.sha256, async () => {
    try {
      return await attempt('default');
    } catch (error) {
      if (!(error instanceof ModelIntegrityError)) throw error;
      return attempt('reload');
    }
  });
  onBytes(bytes.length);
  return bytes;
}

async function readBytes(
  response: Response,
  url: string,
  expected: number,
  onBytes: (loaded: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(expected);
  const reader = response.body?.getReader();
  let loaded = 0;
  try {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      if (loaded + part.value.length > expected) {
        reader?.cancel();
        throw new ModelIntegrityError(
          `${url} has more than the ${expected} bytes of its manifest: it is from another version`,
        );
      }
      bytes.set(part.value, loaded);
      loaded += part.value.length;
      onBytes(loaded);
    }
  } catch (error) {
    if (error instanceof ModelIntegrityError) throw error;
    throw new ModelFetchError(`the download of ${url} broke off after ${loaded} bytes: ${(error as Error).message}`);
  }
  return bytes.subarray(0, loaded);
}
