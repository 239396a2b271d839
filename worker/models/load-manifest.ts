import { ModelFetchError } from '../../src/contract/errors';
import { type Fetch, fetchOk } from '../assets/fetch-ok';
import { type Manifest, parseManifest } from '../assets/manifest';

/**
 * Fetches a model folder's manifest, always asking the server whether it is still the latest.
 * @throws ModelFetchError, ModelManifestError
 */
export async function loadManifest(fetch: Fetch, folder: string): Promise<Manifest> {
  const url = new URL('manifest.json', folder).href;
  const response = await fetchOk(fetch, url, ModelFetchError, 'no-cache');
  return parseManifest(await response.text(), url);
}
