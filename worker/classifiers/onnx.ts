import type { ClassifierInput } from '../../src/contract/classifier-input';
import { ModelManifestError } from '../../src/contract/errors';
import type { OnnxEntry } from '../../src/contract/registry-entry';
import type { Manifest } from '../assets/manifest';
import type { Classifier } from '../classifier';
import type { Queue } from '../inference/queue';
import type { Model } from '../load-model';
import { readAnswers } from './read-answers';

/** The model folder of an entry; both are loaded once for all entries that share it. */
export interface ModelFolder {
  manifest(): Promise<Manifest>;
  model(): Promise<Model>;
}

/** Creates the classifier of an `onnx` entry: an encoder's head, read as the entry says. */
export function createOnnx(entry: OnnxEntry, folder: ModelFolder, queue: Queue): Classifier {
  return {
    async classify(input, call) {
      const { output, labels } = chooseOutput(entry, await folder.manifest());
      const model = await folder.model();
      return queue.run(call, async () => readAnswers(await model.run(textOf(input), output), labels, entry, call));
    },
    async warmUp() {
      chooseOutput(entry, await folder.manifest());
      await folder.model();
    },
    async describe() {
      return chooseOutput(entry, await folder.manifest());
    },
  };
}

function chooseOutput(entry: OnnxEntry, manifest: Manifest) {
  const labelled = Object.entries(manifest.outputs).flatMap(([output, { labels, titles }]) =>
    labels ? [{ output, labels, titles }] : [],
  );
  const chosen = entry.output === undefined && labelled.length === 1 ? labelled[0] : undefined;
  const found = chosen ?? labelled.find(({ output }) => output === entry.output);
  if (found) return found;
  throw new ModelManifestError(
    `"output" is ${JSON.stringify(entry.output) ?? 'missing'}; ` +
      `the model in ${entry.path} has ${labelled.map(({ output }) => output).join(', ')}`,
  );
}

function textOf(input: ClassifierInput): string {
  return typeof input === 'string' ? input : input.map((token) => token.text).join(' ');
}
