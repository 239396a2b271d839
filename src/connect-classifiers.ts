import type { AnswerSinkOptions } from './answer-signal';
import type { Classifiers } from './classifiers';
import { InvalidInputError, RuntimeFailedError, reviveError } from './contract/errors';
import type { LoadProgress } from './contract/load-progress';
import { type Computer, createClassifiers } from './create-classifiers';
import { createWorker } from './create-worker';
import { orAborted } from './or-aborted';
import { parseConnectOptions } from './parse-connect-options';
import { type RunningWorker, startWorker, type WorkerLike } from './start-worker';

/** Where the registry lies and how its worker is to run. */
export interface ConnectOptions extends AnswerSinkOptions {
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
  /**
   * Address of the folder in which the host has put the worker's script and the WASM build (`npx flow-labels
   * copy-assets` does); a relative one starts at the page. Without it they lie beside the package's own script, where
   * bundlers put them.
   */
  assetsUrl?: string | URL;
  /** Creates the worker, for hosts that start its script themselves; not together with `assetsUrl`. */
  createWorker?: () => WorkerLike;
  /** Aborts connecting; it has no effect once connected. */
  signal?: AbortSignal;
}

/**
 * Starts the worker and reads the registry; models load on first use.
 * @throws RegistryFetchError, RegistryParseError, WorkerStartError, InvalidInputError, or the signal's reason
 */
export async function connectClassifiers(options: ConnectOptions): Promise<Classifiers> {
  const { request, onProgress, assetsUrl, createWorker: create, signal } = parseConnectOptions(options);
  const { onAnswer, includeText } = options;
  const disposal = new AbortController();
  let wholeRuntime = false;
  const createOne = create ?? (() => createWorker(assetsUrl));
  const start = () => startWorker(createOne, { ...request, wholeRuntime }, onProgress, disposal.signal);

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

  function needsRuntime(name: string): boolean {
    const type = latest.summary.classifiers.find((classifier) => classifier.name === name)?.entry?.type;
    return type !== 'ngram' && type !== 'skip';
  }

  async function ask<T>(
    question: (worker: RunningWorker['remote']) => Promise<T>,
    usesRuntime: boolean,
    signal?: AbortSignal,
  ): Promise<T> {
    const worker = await orAborted(runningWorker(), signal);
    const answer = question(worker.remote).catch((error) => {
      const revived = reviveError(error);
      // ONNX Runtime cannot be started twice in one worker, also when nobody waits for this answer any more.
      if (revived instanceof RuntimeFailedError) {
        wholeRuntime = true;
        worker.stop(revived);
      }
      if (revived instanceof DOMException && revived.name === 'DataCloneError') {
        throw new InvalidInputError(`the input cannot be sent to the worker: ${revived.message}; give plain data`);
      }
      throw revived;
    });
    return orAborted(answer, signal, worker.ended).catch((error) => {
      // It has no use for the runtime that another call broke.
      if (error instanceof RuntimeFailedError && !usesRuntime) return ask(question, usesRuntime, signal);
      throw error;
    });
  }

  const computer: Computer = {
    get summary() {
      return latest.summary;
    },
    classify(request, signal) {
      lastId += 1;
      const id = lastId;
      const cancel = () => latest.remote.cancel(id);
      signal?.addEventListener('abort', cancel);
      const question = (worker: RunningWorker['remote']) => worker.classify({ id, ...request });
      return ask(question, needsRuntime(request.name), signal).finally(() =>
        signal?.removeEventListener('abort', cancel),
      );
    },
    warmUp: (name) => ask((worker) => worker.warmUp(name), needsRuntime(name)),
    describe: (name) => ask((worker) => worker.describe(name), false),
  };
  return createClassifiers(computer, disposal, { onAnswer, includeText });
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
