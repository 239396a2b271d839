import type { NgramEntry } from '../../src/contract/registry-entry';
import { textOf } from '../../src/contract/text-of';
import type { Classifier } from '../classifier';
import type { Model } from '../models/model';
import type { ModelFolder } from '../models/model-folder';
import { labelledOutput } from './labelled-output';
import { readAnswers } from './read-answers';

/**
 * Creates the classifier of an `ngram` entry: hashed n-grams, an embedding bag and a linear head. It takes well under
 * a millisecond and needs no runtime, so it waits in no queue and keeps no answers.
 */
export function createNgram(entry: NgramEntry, folder: ModelFolder<Model>): Classifier {
  return {
    async classify(inputs, call) {
      const { output, labels } = labelledOutput(entry, await folder.manifest());
      const model = await folder.model();
      const logits = await model.run(inputs.map(textOf), output);
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
