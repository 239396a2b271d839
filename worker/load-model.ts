import { ModelFetchError, ModelManifestError, ModelSelfTestError } from '../src/contract/errors';
import type { LoadProgress } from '../src/contract/load-progress';
import { type Fetch, fetchOk } from './assets/fetch-ok';
import { loadFile } from './assets/load-file';
import { type Manifest, parseManifest } from './assets/manifest';
import { createSession, type RuntimeOptions } from './inference/session';
import { createTokenizer } from './text/tokenizer';

/** A model folder at work. */
export interface Model {
  /** Gives the logits [L] of one text at its own length. @throws ModelRunError, RuntimeFailedError */
  run(text: string, output: string): Promise<Float32Array>;
}

/**
 * Fetches a model folder's manifest.
 * @throws ModelFetchError, ModelManifestError
 */
export async function loadManifest(fetch: Fetch, folder: string): Promise<Manifest> {
  const url = new URL('manifest.json', folder).href;
  const response = await fetchOk(fetch, url, ModelFetchError);
  return parseManifest(await response.text(), url);
}

/**
 * Fetches, verifies and starts the model that a manifest describes, and runs the manifest's own examples once.
 * @throws ModelFetchError, ModelIntegrityError, ModelManifestError, ModelRunError, ModelSelfTestError,
 * RuntimeFailedError
 */
export async function loadModel(
  fetch: Fetch,
  folder: string,
  manifest: Manifest,
  runtime: RuntimeOptions,
  onProgress: (progress: Omit<LoadProgress, 'path'>) => void,
): Promise<Model> {
  const { files } = manifest;
  const totalBytes = files.model.bytes + files.tokenizer.bytes;
  const loaded = { model: 0, tokenizer: 0 };
  const load = (role: keyof typeof loaded) =>
    loadFile(fetch, folder, files[role], (bytes) => {
      loaded[role] = bytes;
      onProgress({ loadedBytes: loaded.model + loaded.tokenizer, totalBytes });
    });
  const [modelBytes, tokenizerBytes] = await Promise.all([load('model'), load('tokenizer')]);
  const tokenize = createTokenizer(JSON.parse(new TextDecoder().decode(tokenizerBytes)), manifest.maxTokens);
  const session = await createSession(modelBytes, runtime);
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

async function testModel(model: Model, manifest: Manifest, folder: string): Promise<void> {
  for (const { text, output, label } of manifest.examples) {
    const labels = manifest.outputs[output]?.labels ?? [];
    const logits = await model.run(text, output);
    if (logits.length !== labels.length) {
      throw new ModelManifestError(
        `${folder} names ${labels.length} labels for the output "${output}", which has ${logits.length} values`,
      );
    }
    const best = labels[logits.indexOf(Math.max(...logits))];
    if (best !== label) {
      throw new ModelSelfTestError(
        `${folder} labels its own example ${JSON.stringify(text)} as "${best}" instead of "${label}": ` +
          'the model, its tokenizer or its manifest is of another version',
      );
    }
  }
}
