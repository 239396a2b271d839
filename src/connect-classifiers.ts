import { answerCall } from './answer-call';
import type { Entries } from './answer-entry';
import type { Classifiers, ClassifyAllOptions, ClassifyOptions } from './classifiers';
import type { Answer } from './contract/answer';
import type { ClassifierDescription } from './contract/classifier-description';
import type { ClassifierInput } from './contract/classifier-input';
import type { ClassifyRequest } from './contract/classifier-worker';
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
import type { RegistryEntry } from './contract/registry-entry';
import type { RegistryFault } from './contract/registry-fault';
import { orAborted } from './or-aborted';
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
  /** Hears how far a model's files have come. */
  onProgress?: (progress: LoadProgress) => void;
  /** WASM threads, 1 without it; more need a cross-origin isolated page, and are 1 elsewhere. */
  threads?: number | 'auto';
  /**
   * Whether model files are kept in the browser, in a cache called `flow-labels`, so that the next visit need not fetch
   * them; true without it, as in transformers.js.
   */
  useBrowserCache?: boolean;
  /** Creates the worker, for hosts that place its script themselves. */
  createWorker?: () => WorkerLike;
  /** Aborts connecting; it has no effect once connected. */
  signal?: AbortSignal;
}

// Enough that the worker always has a next text, few enough that an abort leaves little behind.
const LIST_WINDOW = 4;

// SmartApp Framework's order, behind the types that it does not have.
const WARM_UP_ORDER = ['ngram', 'onnx', 'cascade', 'scikit', 'skip', 'external'] as const;

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

  function usableEntry(name: string): RegistryEntry {
    disposal.signal.throwIfAborted();
    const found = latest.summary.classifiers.find((classifier) => classifier.name === name);
    if (!found) {
      const names = latest.summary.classifiers.map((classifier) => classifier.name).join(', ');
      throw new UnknownClassifierError(`no classifier is called ${JSON.stringify(name)}; the registry has ${names}`);
    }
    if (found.entry && !found.fault) return found.entry;
    // What could not be parsed has a fault.
    const { file, path, reason, allowed } = found.fault as RegistryFault;
    throw new RegistryFaultError(
      `${JSON.stringify(name)} cannot be used: ${path} ${reason}; allowed is ${allowed} (in ${file})`,
    );
  }

  function entriesFor(
    reading: Pick<ClassifyRequest, 'threshold' | 'top' | 'choice' | 'lane'>,
    signal: AbortSignal | undefined,
  ): Entries {
    return {
      find: usableEntry,
      compute(name, inputs, deadline) {
        lastId += 1;
        const id = lastId;
        const cancel = () => latest.remote.cancel(id);
        signal?.addEventListener('abort', cancel);
        const request = { id, name, inputs, deadline, ...reading };
        return ask((worker) => worker.classify(request), signal).finally(() =>
          signal?.removeEventListener('abort', cancel),
        );
      },
    };
  }

  async function classify(name: string, input: ClassifierInput, options: ClassifyOptions = {}): Promise<Answer[]> {
    const calledAt = Date.now();
    usableEntry(name);
    const { signal, ...reading } = parseClassifyOptions(options);
    signal?.throwIfAborted();
    const question = { inputs: [parseInput(input)], calledAt };
    const tell = (listener: ((answers: Answer[]) => void) | undefined) =>
      listener &&
      (([answers = []]: Answer[][]) =>
        // What a callback throws belongs to the page.
        queueMicrotask(() => {
          if (!signal?.aborted && !disposal.signal.aborted) listener(answers);
        }));
    const listeners = { onProvisional: tell(options.onProvisional), onFinal: tell(options.onFinal) };
    const entries = entriesFor({ ...reading, lane: 'live' }, signal);
    const [answers = []] = await answerCall(name, question, entries, listeners);
    return answers;
  }

  async function classifyAll(
    name: string,
    inputs: readonly ClassifierInput[],
    options: ClassifyAllOptions = {},
  ): Promise<Answer[][]> {
    const calledAt = Date.now();
    usableEntry(name);
    const { signal, ...reading } = parseClassifyOptions(options);
    const batch = parseBatch(options);
    signal?.throwIfAborted();
    if (!Array.isArray(inputs)) throw new InvalidInputError(`the inputs are ${typeof inputs}; give a list`);
    const parsed = inputs.map((input, at) => parseInput(input, `input ${at} of the list`));
    const stop = new AbortController();
    const follow = () => stop.abort(signal?.reason);
    signal?.addEventListener('abort', follow);
    const entries = entriesFor({ ...reading, lane: 'log' }, stop.signal);
    const answers: Answer[][] = new Array(parsed.length);
    let next = 0;
    let done = 0;
    async function workOff() {
      while (next < parsed.length) {
        const first = next;
        const inputs = parsed.slice(first, first + batch);
        next += inputs.length;
        const given = await answerCall(name, { inputs, calledAt }, entries, {});
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

  async function warmUp(name: string): Promise<void> {
    const entry = usableEntry(name);
    if (entry.type === 'external') return warmUp(entry.classifier);
    if (entry.type !== 'cascade') return ask((worker) => worker.warmUp(name));
    await warmUp(entry.first);
    return warmUp(entry.then);
  }

  async function describe(name: string): Promise<ClassifierDescription> {
    const entry = usableEntry(name);
    if (entry.type === 'external') return describe(entry.classifier);
    if (entry.type === 'cascade') return describe(entry.then);
    return ask((worker) => worker.describe(name));
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
      const rank = (name: string) => WARM_UP_ORDER.indexOf(usableEntry(name).type);
      const chosen = (names ?? healthy).toSorted((one, two) => rank(one) - rank(two));
      await Promise.all(chosen.map(warmUp));
    },
    describe,
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

function createPackagedWorker(): Worker {
  // Bundlers find the worker by this literal form alone.
  return new Worker(new URL('../worker/index.ts', import.meta.url), { type: 'module', name: 'flow-labels' });
}
