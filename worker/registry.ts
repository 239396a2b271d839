import { ModelManifestError, UnknownClassifierError } from '../src/contract/errors';
import type { LoadProgress } from '../src/contract/load-progress';
import type { PlacedEntry, Registry } from '../src/contract/registry';
import type { FileSource } from './assets/file-source';
import type { Classifier } from './classifier';
import { createNgram } from './classifiers/ngram';
import { createOnnx } from './classifiers/onnx';
import { createScikit } from './classifiers/scikit';
import { createSkip } from './classifiers/skip';
import { createQueue } from './inference/queue';
import { type RuntimeSize, runtimeSize } from './inference/runtime-size';
import type { Runtime } from './inference/session';
import { loadOnce } from './load-once';
import { addressFrom } from './models/address-from';
import { graphHashes } from './models/graph-hashes';
import { loadNgramModel } from './models/load-ngram-model';
import { loadOnnxModel } from './models/load-onnx-model';
import { loadScikitGraph } from './models/load-scikit-graph';
import { loadVectorizers } from './models/load-vectorizers';
import type { Model } from './models/model';
import { createModelFolders } from './models/model-folders';
import { queueGraph } from './models/queue-graph';
import { queueModel } from './models/queue-model';
import type { Vectorizer } from './models/vectorizer';

// A folder whose server does not answer must not keep the others from starting; the whole runtime serves all.
const MANIFESTS_WAIT_MS = 2000;

/** Finds a classifier by the name of an entry that wraps no other. @throws UnknownClassifierError */
export type FindClassifier = (name: string) => Classifier;

/** Creates the classifiers of a registry; what lies at one address is loaded once for all of them. */
export function createRegistry(
  { entries }: Registry,
  source: FileSource,
  startRuntime: (size: RuntimeSize) => Promise<Runtime>,
  onProgress: (progress: LoadProgress) => void,
): FindClassifier {
  const queue = createQueue();
  const folders = createModelFolders(source, onProgress);
  const vectorizers = loadOnce((url) => loadVectorizers(source.fetch, url));
  const runtimes = loadOnce(async () => {
    const hashes = Promise.all([...entries.values()].map(hashesOf));
    const tooLate = new Promise<undefined[][]>((resolve) => setTimeout(resolve, MANIFESTS_WAIT_MS, [[undefined]]));
    return startRuntime(runtimeSize((await Promise.race([hashes, tooLate])).flat()));
  });
  const loadRuntime = () => runtimes.load('runtime');
  const graphs = loadOnce(async (key) => {
    const [url = '', hash] = key.split(' ');
    return queueGraph(queue, key, await loadScikitGraph(source, url, hash, loadRuntime));
  });
  const onnxFolder = folders.of(async (source, folder, manifest, report) =>
    queueModel(queue, folder, await loadOnnxModel(source, folder, manifest, loadRuntime, report)),
  );
  const ngramFolder = folders.of<Model>(loadNgramModel);

  const findVectorizer = async (name: string, file: string) => {
    const url = addressFrom(file, 'vectorizers.json');
    const known = await vectorizers.load(url);
    const found = known.get(name);
    if (found) return found;
    vectorizers.forget(url);
    throw new ModelManifestError(
      `"vectorizer" is ${JSON.stringify(name)}, which ${url} lacks; it has ${[...known.keys()].join(', ')}`,
    );
  };
  const vectorizer = (name: string, file: string): Vectorizer => {
    const find = async () => {
      const { path, output } = await findVectorizer(name, file);
      return { folder: onnxFolder(path, file), output };
    };
    return {
      async warmUp() {
        await (await find()).folder.model();
      },
      async vectorize(ticket, text) {
        const { folder, output } = await find();
        const [vector = []] = await (await folder.model()).run(ticket, [text], output);
        return Float32Array.from(vector);
      },
    };
  };

  function hashesOf({ entry, file }: PlacedEntry) {
    return graphHashes(entry, {
      manifest: (path) => folders.manifest(path, file),
      vectorizer: async (name) => (await findVectorizer(name, file)).path,
    });
  }

  return (name) => {
    const { entry, file = '' } = entries.get(name) ?? {};
    switch (entry?.type) {
      case 'onnx':
        return createOnnx(entry, onnxFolder(entry.path, file));
      case 'ngram':
        return createNgram(entry, ngramFolder(entry.path, file));
      case 'scikit': {
        const load = async () => graphs.load([addressFrom(file, entry.path), entry.sha256].filter(Boolean).join(' '));
        return createScikit(entry, load, entry.vectorizer ? vectorizer(entry.vectorizer, file) : undefined);
      }
      case 'skip':
        return createSkip(entry);
      default:
        throw new UnknownClassifierError(`the registry has no usable entry called ${JSON.stringify(name)}`);
    }
  };
}
