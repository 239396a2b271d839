import { ModelFetchError, UnknownClassifierError } from '../src/contract/errors';
import type { LoadProgress } from '../src/contract/load-progress';
import type { Registry } from '../src/contract/parse-registry';
import type { Fetch } from './assets/fetch-ok';
import type { Classifier } from './classifier';
import { createExternal } from './classifiers/external';
import { createOnnx, type ModelFolder } from './classifiers/onnx';
import { createSkip } from './classifiers/skip';
import { createQueue } from './inference/queue';
import type { RuntimeOptions } from './inference/session';
import { loadManifest, loadModel } from './load-model';
import { loadOnce } from './load-once';

/** Finds a classifier by its name. @throws UnknownClassifierError */
export type FindClassifier = (name: string) => Classifier;

/** Creates the classifiers of a registry; entries with the same `path` share one loaded model. */
export function createRegistry(
  { entries }: Registry,
  registryUrl: string,
  fetch: Fetch,
  runtime: RuntimeOptions,
  onProgress: (progress: LoadProgress) => void,
): FindClassifier {
  const queue = createQueue();
  const manifests = loadOnce((path) => loadManifest(fetch, folderUrl(path, registryUrl)));
  const models = loadOnce(async (path) =>
    loadModel(fetch, folderUrl(path, registryUrl), await manifests(path), runtime, (progress) =>
      onProgress({ path, ...progress }),
    ),
  );
  const modelFolder = (path: string): ModelFolder => ({ manifest: () => manifests(path), model: () => models(path) });

  const find: FindClassifier = (name) => {
    const entry = entries.get(name);
    switch (entry?.type) {
      case 'onnx':
        return createOnnx(entry, modelFolder(entry.path), queue);
      case 'external':
        return createExternal(entry, find(entry.classifier));
      case 'skip':
        return createSkip(entry);
      default:
        throw new UnknownClassifierError(`the registry has no usable entry called ${JSON.stringify(name)}`);
    }
  };
  return find;
}

function folderUrl(path: string, registryUrl: string): string {
  try {
    return new URL(path.replace(/\/*$/, '/'), registryUrl).href;
  } catch {
    throw new ModelFetchError(
      `the path ${JSON.stringify(path)} leads nowhere from ${registryUrl}; give a whole address`,
    );
  }
}
