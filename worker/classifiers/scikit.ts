import type { ClassifierInput } from '../../src/contract/classifier-input';
import type { ScikitEntry } from '../../src/contract/registry-entry';
import type { Classifier } from '../classifier';
import type { Queue } from '../inference/queue';
import type { ScikitGraph } from '../models/load-scikit-graph';
import type { Vectorizer } from '../models/vectorizer';
import { lemmasOf } from '../text/lemmas-of';
import { textOf } from '../text/text-of';
import { readScikitAnswers } from './read-scikit-answers';

const WHENEVER = { lane: 'log', deadline: Number.POSITIVE_INFINITY, signal: new AbortController().signal } as const;

/** Creates the classifier of a `scikit` entry: a scikit-learn graph on the text, its lemmas, or its vector. */
export function createScikit(
  entry: ScikitEntry,
  load: () => Promise<ScikitGraph>,
  vectorizer: Vectorizer | undefined,
  queue: Queue,
): Classifier {
  async function predict(graph: ScikitGraph, text: string) {
    return graph.run(vectorizer ? await vectorizer.vectorize(text) : text);
  }
  return {
    async classify(inputs, call) {
      const texts = inputs.map((input) => readText(entry, input));
      const [graph] = await Promise.all([load(), vectorizer?.warmUp()]);
      const probabilities = await queue.run(call, () => runEach(texts, (text) => predict(graph, text)));
      return probabilities.map((row) => readScikitAnswers(row, entry, call));
    },
    // The original runs every entry once with an empty text.
    async warmUp() {
      const [graph] = await Promise.all([load(), vectorizer?.warmUp()]);
      await queue.run(WHENEVER, () => predict(graph, ''));
    },
    async describe() {
      return { labels: entry.intents, titles: {} };
    },
  };
}

async function runEach<T>(texts: readonly string[], run: (text: string) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (const text of texts) results.push(await run(text));
  return results;
}

function readText(entry: ScikitEntry, input: ClassifierInput): string {
  const text = entry.input === 'lemmas' ? lemmasOf(input) : textOf(input);
  return entry.lowercase ? text.toLowerCase() : text;
}
