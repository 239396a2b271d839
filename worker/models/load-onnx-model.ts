import { ModelManifestError } from '../../src/contract/errors';
import type { Fetch } from '../assets/fetch-ok';
import type { Manifest } from '../assets/manifest';
import { createSession, type RuntimeOptions } from '../inference/session';
import { createTokenizer } from '../text/tokenizer';
import { loadFiles, type OnFolderProgress } from './load-files';
import type { Model } from './model';
import { testModel } from './test-model';

/**
 * Loads an encoder: fetches, verifies and starts the graph and the tokenizer that a manifest describes, and tests them.
 * @throws ModelFetchError, ModelIntegrityError, ModelManifestError, ModelRunError, ModelSelfTestError,
 * RuntimeFailedError
 */
export async function loadOnnxModel(
  fetch: Fetch,
  folder: string,
  manifest: Manifest,
  runtime: RuntimeOptions,
  onProgress: OnFolderProgress,
): Promise<Model> {
  const { maxTokens } = manifest;
  if (maxTokens === undefined) throw new ModelManifestError(`the manifest in ${folder} has no "maxTokens"`);
  const [graph, tokenizer] = await loadFiles(fetch, folder, manifest, ['model', 'tokenizer'], onProgress);
  const tokenize = createTokenizer(JSON.parse(new TextDecoder().decode(tokenizer)), maxTokens);
  const session = await createSession(graph as Uint8Array, runtime);
  for (const output of Object.keys(manifest.outputs)) {
    if (session.outputs.includes(output)) continue;
    throw new ModelManifestError(
      `${folder} describes the output "${output}", which its graph lacks; it has ${session.outputs.join(', ')}`,
    );
  }
  const model: Model = { run: (text, output) => session.run(tokenize(text), output) };
  await testModel(model, manifest, folder);
  return model;
}
