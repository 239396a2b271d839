import * as v from 'valibot';
import { ModelFetchError, ModelManifestError } from '../../src/contract/errors';
import { type Fetch, fetchOk } from '../assets/fetch-ok';

const schema = v.record(v.string(), v.object({ path: v.string(), output: v.string() }));

/** The named encoders of a folder of models: each a model folder, and the graph output that is its vector. */
export type Vectorizers = ReadonlyMap<string, { path: string; output: string }>;

/** Fetches the `vectorizers.json` of a folder of models. @throws ModelFetchError, ModelManifestError */
export async function loadVectorizers(fetch: Fetch, url: string): Promise<Vectorizers> {
  const response = await fetchOk(fetch, url, ModelFetchError, 'no-cache');
  const json = await response.text().catch((error) => {
    throw new ModelFetchError(`the download of ${url} broke off: ${error.message}`);
  });
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw new ModelManifestError(`${url} is not JSON: ${(error as Error).message}`);
  }
  const result = v.safeParse(schema, value);
  if (result.success) return new Map(Object.entries(result.output));
  const place = v.getDotPath(result.issues[0]) ?? 'the whole';
  throw new ModelManifestError(
    `${url}: ${place} ${result.issues[0].message}; it must hold { "name": { "path": a model folder, "output": … } }`,
  );
}
