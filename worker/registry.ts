import { ModelFetchError, UnknownClassifierError } from '../src/contract/errors';
import type { LoadProgress } from '../src/contract/load-progress';
import type { Registry } from '../src/contract/parse-registry';
import type { Fetch } from './assets/fetch-ok';
import type { Manifest } from './assets/manifest';
import type { Classifier } from './classifier';
import { createExternal } from './classifiers/external';
import { createNgram } from './classifiers/ngram';
import { createOnnx } from './classifiers/onnx';
import { createSkip } from './classifiers/skip';
import { createQueue } from './inference/queue';
import type { RuntimeOptions } from './inference/session';
import { loadOnce } from './load-once';
import type { OnFolderProgress } from './models/load-files';
import { loadManifest } from './models/load-manifest';
import { loadNgramModel } from './models/load-ngram-model';
import { loadOnnxModel } from './models/load-onnx-model';
import type { Model } from './models/model';
import type { ModelFolder } from './models/model-folder';

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
  const modelFolders = (load: (folder: string, manifest: Manifest, onProgress: OnFolderProgress) => Promise<Model>) => {
    const models = loadOnce(async (path) => {
      const report: OnFolderProgress = (progress) => onProgress({ path, ...progress });
      return load(folderUrl(path, registryUrl), await manifests(path), report);
    });
    return (path: string): ModelFolder => ({ manifest: () => manifests(path), model: () => models(path) });
  };
  const onnxFolder = modelFolders((folder, manifest, report) =>
    loadOnnxModel(fetch, folder, manifest, runtime, report),
  );
  const ngramFolder = modelFolders((folder, manifest, report) => loadNgramModel(fetch, folder, manifest, report));

  const find: FindClassifier = (name) => {
    const entry = entries.get(name);
    switch (entry?.type) {
      case 'onnx':
        return createOnnx(entry, onnxFolder(entry.path), queue);
      case 'ngram':
        return createNgram(entry, ngramFolder(entry.path));
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
