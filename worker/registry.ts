import { ModelFetchError, UnknownClassifierError } from '../src/contract/errors';
import type { LoadProgress } from '../src/contract/load-progress';
import type { Registry } from '../src/contract/parse-registry';
import type { Fetch } from './assets/fetch-ok';
import type { Classifier } from './classifier';
import { createExternal } from './classifiers/external';
import { createNgram } from './classifiers/ngram';
import { createOnnx } from './classifiers/onnx';
import { createSkip } from './classifiers/skip';
import { createQueue } from './inference/queue';
import type { Runtime } from './inference/session';
import { loadOnce } from './load-once';
import type { OnFolderProgress } from './models/load-files';
import { loadManifest } from './models/load-manifest';
import { loadNgramModel } from './models/load-ngram-model';
import { loadOnnxModel } from './models/load-onnx-model';
import type { ModelFolder } from './models/model-folder';

type LoadModel = typeof loadNgramModel;

/** Finds a classifier by its name. @throws UnknownClassifierError */
export type FindClassifier = (name: string) => Classifier;

/** Creates the classifiers of a registry; entries with the same `path` share one loaded model. */
export function createRegistry(
  { entries }: Registry,
  registryUrl: string,
  fetch: Fetch,
  loadRuntime: () => Promise<Runtime>,
  onProgress: (progress: LoadProgress) => void,
): FindClassifier {
  const queue = createQueue();
  const folderOf = (path: string) => folderUrl(path, registryUrl);
  const manifests = loadOnce(async (path) => loadManifest(fetch, folderOf(path)));
  const modelFolders = (loadModel: LoadModel) => {
    const models = loadOnce(async (path) => {
      try {
        const report: OnFolderProgress = (progress) => onProgress({ path, ...progress });
        return await loadModel(fetch, folderOf(path), await manifests.load(path), report);
      } catch (error) {
        // It may be the manifest that is out of date.
        manifests.forget(path);
        throw error;
      }
    });
    return (path: string): ModelFolder => {
      const key = path.replace(/\/+$/, '');
      return { manifest: () => manifests.load(key), model: () => models.load(key) };
    };
  };
  const onnxFolder = modelFolders((fetch, folder, manifest, report) =>
    loadOnnxModel(fetch, folder, manifest, loadRuntime, report),
  );
  const ngramFolder = modelFolders(loadNgramModel);

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
    return new URL(`${path}/`, registryUrl).href;
  } catch {
    throw new ModelFetchError(
      `the path ${JSON.stringify(path)} leads nowhere from ${registryUrl}; give a whole address`,
    );
  }
}
