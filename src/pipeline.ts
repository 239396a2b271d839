import { type ConnectOptions, connectClassifiers } from './connect-classifiers';
import { InvalidInputError } from './contract/errors';
import { showValue } from './contract/show-value';

/** One label of a text, as transformers.js and Optimum give it. */
export interface LabelScore {
  label: string;
  score: number;
}

/** How many labels a call gives for each text. */
export interface TopOptions {
  /** 1 without it; `null` or 0 for all. Called `topk` by `@xenova/transformers`. */
  top_k?: number | null;
  topk?: number | null;
  /** Runs this many texts of a list at once, padded to the longest; one by one without it. */
  batch_size?: number;
}

/** A loaded text classification pipeline. */
export interface TextClassificationPipeline {
  /** The text's labels, highest score first. */
  (text: string, options?: TopOptions): Promise<LabelScore[]>;
  /** The best label of each text; with a `top_k` other than 1 a list for each. */
  (texts: readonly string[], options?: TopOptions): Promise<LabelScore[] | LabelScore[][]>;
  /** Ends the worker, which alone gives memory back. */
  dispose(): Promise<void>;
}

/** Where the registry lies; what else transformers.js takes here has no meaning in the page, and is not read. */
export interface PipelineOptions extends Partial<ConnectOptions> {
  [other: string]: unknown;
}

const TASKS = ['text-classification', 'sentiment-analysis'];

/**
 * Loads a classifier of the registry behind the call and the results of transformers.js, so that code written for it
 * changes its import: `pipeline('text-classification', name)`. The registry is `/models/classifiers.json` unless
 * `registryUrl` says otherwise. Scores are read as the entry says, without its threshold.
 * @throws InvalidInputError for another task, and what `connectClassifiers` and `warmUp` throw
 */
export async function pipeline(
  task: string,
  name: string,
  {
    registryUrl = '/models/classifiers.json',
    onProgress,
    threads,
    useBrowserCache,
    assetsUrl,
    createWorker,
    signal,
    onAnswer,
    includeText,
  }: PipelineOptions = {},
): Promise<TextClassificationPipeline> {
  if (!TASKS.includes(task)) {
    throw new InvalidInputError(`the task is ${showValue(task)}; it may be ${TASKS.join(' or ')}`);
  }
  const classifiers = await connectClassifiers({
    registryUrl,
    ...(onProgress && { onProgress }),
    ...(threads && { threads }),
    ...(useBrowserCache !== undefined && { useBrowserCache }),
    ...(assetsUrl && { assetsUrl }),
    ...(createWorker && { createWorker }),
    ...(signal && { signal }),
    onAnswer,
    includeText,
  });
  try {
    await classifiers.warmUp([name]);
  } catch (error) {
    classifiers.dispose();
    throw error;
  }
  async function classify(texts: string | readonly string[], options: TopOptions = {}) {
    const top = parseTop(options);
    const list = typeof texts === 'string' ? [texts] : texts;
    const { batch_size: batch = 1 } = options;
    const reading = { threshold: 0, choice: 'all', batch, top: top ?? Number.MAX_SAFE_INTEGER } as const;
    const all = await classifiers.classifyAll(name, list, reading);
    const empty = all.findIndex((answers) => answers.length === 0);
    if (empty >= 0) {
      throw new InvalidInputError(
        `"${name}" gives no label for text ${empty} of ${list.length}; take an entry without a time limit, of a known type`,
      );
    }
    const labels = all.map((answers) => answers.map(({ answer, score }) => ({ label: answer, score })));
    return typeof texts === 'string' || top === 1 ? labels.flat() : labels;
  }
  const dispose = async () => classifiers.dispose();
  return Object.assign(classify as TextClassificationPipeline, { dispose });
}

/** The number of labels asked for; undefined for all. */
function parseTop({ top_k, topk }: TopOptions): number | undefined {
  const top = top_k !== undefined ? top_k : topk !== undefined ? topk : 1;
  if (top === null || top === 0) return undefined;
  if (Number.isInteger(top) && top > 0) return top;
  throw new InvalidInputError(`top_k is ${showValue(top)}; it must be a whole number from 1, or null for all labels`);
}
