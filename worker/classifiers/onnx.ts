import type { OnnxEntry } from '../../src/contract/registry-entry';
import { textOf } from '../../src/contract/text-of';
import type { Classifier } from '../classifier';
import type { ModelFolder } from '../models/model-folder';
import type { QueuedModel } from '../models/queue-model';
import { labelledOutput } from './labelled-output';
import { readAnswers } from './read-answers';

/** Creates the classifier of an `onnx` entry: an encoder's head, read as the entry says. */
export function createOnnx(entry: OnnxEntry, folder: ModelFolder<QueuedModel>): Classifier {
  return {
    async classify(inputs, call) {
      const { output, labels } = labelledOutput(entry, await folder.manifest());
      const model = await folder.model();
      const logits = await model.run(call, inputs.map(textOf), output);
      return logits.map((row) => readAnswers(row, labels, entry, call));
    },
    async warmUp() {
      labelledOutput(entry, await folder.manifest());
      await folder.model();
    },
    async describe() {
      const { labels, titles } = labelledOutput(entry, await folder.manifest());
      return { labels, titles };
    },
  };
}
