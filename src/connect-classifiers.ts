import type { Classifiers, ClassifyAllOptions, ClassifyOptions } from './classifiers';
import type { Answer } from './contract/answer';
import type { ClassifierInput } from './contract/classifier-input';
import type { ClassifierSummary, ClassifyRequest, Lane } from './contract/classifier-worker';
import {
  DisposedError,
  InvalidInputError,
  RegistryFaultError,
  RuntimeFailedError,
  reviveError,
  UnknownClassifierError,
} from './contract/errors';
import type { LoadProgress } from './contract/load-progress';
import { parseInput } from './contract/parse-input';
import { orAborted } from './or-aborted';
import { orLate } from './or-late';
import { parseBatch, parseClassifyOptions } from './parse-classify-options';
import { parseConnectOptions } from './parse-connect-options';
import { type RunningWorker, startWorker, type WorkerLike } from './start-worker';

/** Where the registry lies and how its worker is to run. */
export interface ConnectOptions {
  /**
   * Address of the `classifiers.json`, or of several that are merged: of two entries with one name, that of the later
   * file counts. Relative ones start at the page.
   */
  registryUrl: string | URL | readonly (string | URL)[];
  /** Hears how far the download of a model has come. */
  onProgress?: (progress: LoadProgress) => void;
  /** WASM threads, 1 without it; more need a cross-origin isolated page, and are 1 elsewhere. */
  threads?: number | 'auto';
  /** Creates the worker, for hosts that place its script themselves. */
  createWorker?: () => WorkerLike;
  /** Aborts connecting; it has no effect once connected. */
  signal?: AbortSignal;
}

// Enough that the worker always has a next text, few enough that an abort leaves little behind.
const LIST_WINDOW = 4;

// SmartApp Framework's order, behind the types that it does not have.
const WARM_UP_ORDER = ['onnx', 'ngram', 'scikit', 'skip', 'external'] as const;

/**
 * Starts the worker and reads the registry; models load on first use.
 * @throws RegistryFetchError, RegistryParseError, WorkerStartError, InvalidInputError, or the signal's reason
 */
export async function connectClassifiers(options: ConnectOptions): Promise<Classifiers> {
  const { request, onProgress, createWorker, signal } = parseConnectOptions(options);
  const disposal = new AbortController();
  const start = () => startWorker(createWorker ?? createPackagedWorker, request, onProgress, disposal.signal);

  let latest = await connect(start, disposal, signal);
  let starting: Promise<RunningWorker> | undefined;
  let lastId = 0;

  async function runningWorker(): Promise<RunningWorker> {
    if (!latest.ended.aborted) return latest;
    // One start serves all calls that wait for it; after a failed one the next call tries again.
    starting ??= start().finally(() => {
      starting = undefined;
    });
    latest = await orAborted(starting, disposal.signal);
    return latest;
  }

  async function ask<T>(question: (worker: RunningWorker['remote']) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const worker = await orAborted(runningWorker(), signal);
    const answer = question(worker.remote).catch((error) => {
      const revived = reviveError(error);
      // ONNX Runtime cannot be started twice in one worker, also when nobody waits for this answer any more.
      if (revived instanceof RuntimeFailedError) worker.stop(revived);
      if (revived instanceof DOMException && revived.name === 'DataCloneError') {
        throw new InvalidInputError(`the input cannot be sent to the worker: ${revived.message}; give plain data`);
      }
      throw revived;
    });
    return orAborted(answer, signal, worker.ended);
  }

  function usableClassifier(name: string) {
    disposal.signal.throwIfAborted();
    const found = latest.summary.classifiers.find((classifier) => classifier.name === name);
    if (!found) {
      const names = latest.summary.classifiers.map((classifier) => classifier.name).join(', ');
      throw new UnknownClassifierError(`no classifier is called ${JSON.stringify(name)}; the registry has ${names}`);
    }
    if (found.fault) {
      const { file, path, reason, allowed } = found.fault;
      throw new RegistryFaultError(
        `${JSON.stringify(name)} cannot be used: ${path} ${reason}; allowed is ${allowed} (in ${file})`,
      );
    }
    return found;
  }

  function classifyAtOnce(
    call: Omit<ClassifyRequest, 'id'>,
    limitMs: number | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Answer[][]> {
    lastId += 1;
    const id = lastId;
    const cancel = () => latest.remote.cancel(id);
    signal?.addEventListener('abort', cancel);
    const answers = ask((worker) => worker.classify({ id, ...call }), signal).finally(() =>
      signal?.removeEventListener('abort', cancel),
    );
    const none = () => call.inputs.map(() => []);
    return limitMs === undefined ? answers : orLate(answers, limitMs, none());
  }

  async function classify(name: string, input: ClassifierInput, options: ClassifyOptions = {}): Promise<Answer[]> {
    const calledAt = Date.now();
    const { limitMs } = usableClassifier(name);
    const { signal, ...reading } = parseClassifyOptions(options);
    signal?.throwIfAborted();
    const call = { name, inputs: [parseInput(input)], ...reading, lane: 'live' as Lane, calledAt };
    const [answers = []] = await classifyAtOnce(call, limitMs, signal);
    return answers;
  }

  async function classifyAll(
    name: string,
    inputs: readonly ClassifierInput[],
    options: ClassifyAllOptions = {},
  ): Promise<Answer[][]> {
    const calledAt = Date.now();
    const { limitMs } = usableClassifier(name);
    const { signal, ...reading } = parseClassifyOptions(options);
    const batch = parseBatch(options);
    signal?.throwIfAborted();
    if (!Array.isArray(inputs)) throw new InvalidInputError(`the inputs are ${typeof inputs}; give a list`);
    const parsed = inputs.map((input, at) => parseInput(input, `input ${at} of the list`));
    const stop = new AbortController();
    const follow = () => stop.abort(signal?.reason);
    signal?.addEventListener('abort', follow);
    const answers: Answer[][] = new Array(parsed.length);
    let next = 0;
    let done = 0;
    async function workOff() {
      while (next < parsed.length) {
        const first = next;
        const inputs = parsed.slice(first, first + batch);
        next += inputs.length;
        const call = { name, inputs, ...reading, lane: 'log' as Lane, calledAt };
        const remainingMs = limitMs === undefined ? undefined : calledAt + limitMs - Date.now();
        const isLate = remainingMs !== undefined && remainingMs <= 0;
        const given = isLate ? [] : await classifyAtOnce(call, remainingMs, stop.signal);
        for (const at of inputs.keys()) {
          answers[first + at] = given[at] ?? [];
          done += 1;
          options.onProgress?.({ done, total: parsed.length });
        }
      }
    }
    try {
      await Promise.all(Array.from({ length: LIST_WINDOW }, workOff));
      return answers;
    } catch (error) {
      stop.abort(error);
      throw error;
    } finally {
      signal?.removeEventListener('abort', follow);
    }
  }

  return {
    get names() {
      return latest.summary.classifiers.map((classifier) => classifier.name);
    },
    get faults() {
      return latest.summary.faults;
    },
    get warnings() {
      return latest.summary.warnings;
    },
    classify,
    classifyAll,
    async warmUp(names) {
      const healthy = latest.summary.classifiers.filter(({ fault }) => !fault).map(({ name }) => name);
      const chosen = (names ?? healthy).map(usableClassifier).toSorted((one, two) => warmUpRank(one) - warmUpRank(two));
      await Promise.all(chosen.map(({ name }) => ask((worker) => worker.warmUp(name))));
    },
    async describe(name) {
      usableClassifier(name);
      return ask((worker) => worker.describe(name));
    },
    dispose() {
      disposal.abort(new DisposedError('the classifiers were disposed of; connect again'));
    },
  };
}

async function connect(
  start: () => Promise<RunningWorker>,
  disposal: AbortController,
  signal: AbortSignal | undefined,
): Promise<RunningWorker> {
  const abort = () => disposal.abort(signal?.reason);
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort);
  try {
    const worker = await start();
    disposal.signal.throwIfAborted();
    return worker;
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}

function warmUpRank({ type }: ClassifierSummary): number {
  return type ? WARM_UP_ORDER.indexOf(type) : WARM_UP_ORDER.length;
}

function createPackagedWorker(): Worker {
  // Bundlers find the worker by this literal form alone.
  return new Worker(new URL('../worker/index.ts', import.meta.url), { type: 'module', name: 'flow-labels' });
}
