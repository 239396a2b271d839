import { ModelManifestError, ModelRunError } from '../../src/contract/errors';
import type { FileSource } from '../assets/file-source';
import type { Manifest } from '../assets/manifest';
import { feedTokens } from '../inference/feed-tokens';
import { createSession, type Runtime } from '../inference/session';
import { createTokenizer, type TextTokenizer } from '../text/tokenizer';
import { loadFiles, type OnFolderProgress } from './load-files';
import type { Model } from './model';
import { testModel } from './test-model';

/**
 * Loads an encoder: fetches, verifies and starts the graph and the tokenizer that a manifest describes, and tests them.
 * @throws ModelFetchError, ModelIntegrityError, ModelManifestError, ModelRunError, ModelSelfTestError,
 * RuntimeFailedError
 */
export async function loadOnnxModel(
  source: FileSource,
  folder: string,
  manifest: Manifest,
  loadRuntime: () => Promise<Runtime>,
  onProgress: OnFolderProgress,
): Promise<Model> {
  const { maxTokens } = manifest;
  if (maxTokens === undefined) throw new ModelManifestError(`the manifest in ${folder} has no "maxTokens"`);
  const readers = {
    model: (bytes: Uint8Array) => bytes,
    tokenizer: (bytes: Uint8Array) => parseTokenizer(bytes, maxTokens, folder),
  };
  const [files, runtime] = await Promise.all([loadFiles(source, folder, manifest, readers, onProgress), loadRuntime()]);
  const { tokenize, paddingId } = files.tokenizer;
  const session = await createSession(runtime, files.model);
  const model: Model = {
    async run(texts, output) {
      const batch = texts.map(tokenize);
      const rows = await session.run(({ name }) => feedTokens(batch, paddingId, name), output);
      if (rows.length === texts.length) return rows;
      throw new ModelRunError(
        `the output "${output}" has ${rows.length} rows for ${texts.length} texts; it must have one each`,
      );
    },
  };
  try {
    checkOutputs(session.outputs, manifest, folder);
    await testModel(model, manifest, folder);
  } catch (error) {
    await session.release();
    throw error;
  }
  return model;
}

function parseTokenizer(definition: Uint8Array, maxTokens: number, folder: string): TextTokenizer {
  try {
    return createTokenizer(JSON.parse(new TextDecoder().decode(definition)), maxTokens);
  } catch (error) {
    throw new ModelManifestError(`the tokenizer in ${folder} cannot be read: ${(error as Error).message}`);
  }
}

function checkOutputs(outputs: readonly string[], manifest: Manifest, folder: string): void {
  const missing = Object.keys(manifest.outputs).find((output) => !outputs.includes(output));
  if (missing === undefined) return;
  throw new ModelManifestError(
    `${folder} describes the output "${missing}", which its graph lacks; it has ${outputs.join(', ')}`,
  );
}
