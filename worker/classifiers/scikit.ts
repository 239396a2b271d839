import type { ClassifierInput } from '../../src/contract/classifier-input';
import { lemmasOf } from '../../src/contract/lemmas-of';
import { readScikitAnswers } from '../../src/contract/read-scikit-answers';
import type { ScikitEntry } from '../../src/contract/registry-entry';
import { textOf } from '../../src/contract/text-of';
import type { Classifier } from '../classifier';
import type { Ticket } from '../inference/queue';
import type { QueuedGraph } from '../models/queue-graph';
import type { Vectorizer } from '../models/vectorizer';

const WHENEVER = { lane: 'log', deadline: Number.POSITIVE_INFINITY, signal: new AbortController().signal } as const;

/** Creates the classifier of a `scikit` entry: a scikit-learn graph on the text, its lemmas, or its vector. */
export function createScikit(
  entry: ScikitEntry,
  load: () => Promise<QueuedGraph>,
  vectorizer: Vectorizer | undefined,
): Classifier {
  async function predict(ticket: Ticket, text: string) {
    const [graph] = await Promise.all([load(), vectorizer?.warmUp()]);
    return graph.run(ticket, vectorizer ? await vectorizer.vectorize(ticket, text) : text);
  }
  return {
    async classify(inputs, call) {
      const texts = inputs.map((input) => readText(entry, input));
      const rows = await Promise.all(texts.map((text) => predict(call, text)));
      return rows.map((row) => readScikitAnswers(row, entry, call));
    },
    // The original runs every entry once with an empty text.
    async warmUp() {
      await predict(WHENEVER, '');
    },
    async describe() {
      return { labels: entry.intents, titles: {} };
    },
  };
}

function readText(entry: ScikitEntry, input: ClassifierInput): string {
  const text = entry.input === 'lemmas' ? lemmasOf(input) : textOf(input);
  return entry.lowercase ? text.toLowerCase() : text;
}
