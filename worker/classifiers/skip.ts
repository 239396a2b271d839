import type { SkipEntry } from '../../src/contract/registry-entry';
import type { Classifier } from '../classifier';

/** Creates the classifier of a `skip` entry: each of its intents with score 0, whatever the input. */
export function createSkip(entry: SkipEntry): Classifier {
  return {
    async classify(inputs, call) {
      const answers = entry.intents.map((answer) => ({ answer, score: 0, other: false })).slice(0, call.top);
      return inputs.map(() => ({ answers, best: 0 }));
    },
    async warmUp() {},
    async describe() {
      return { labels: entry.intents, titles: {} };
    },
  };
}
