import { proxy, type Remote, wrap } from 'comlink';
import type { ClassifierWorker, OpenRequest, RegistrySummary } from './contract/classifier-worker';
import { reviveError, WorkerCrashedError, WorkerStartError } from './contract/errors';
import type { LoadProgress } from './contract/load-progress';
import { orAborted } from './or-aborted';

/** The part of a `Worker` that is used here; what `createWorker` gives must have it. */
export type WorkerLike = Pick<Worker, 'postMessage' | 'addEventListener' | 'removeEventListener' | 'terminate'>;

/** A worker that has read its registry. */
export interface RunningWorker {
  readonly remote: Remote<ClassifierWorker>;
  readonly summary: RegistrySummary;
  /** Aborted when the worker has ended, with the reason. */
  readonly ended: AbortSignal;
  /** Terminates the worker; calls that wait for it reject with the reason. */
  stop(reason: Error): void;
}

/**
 * Starts a worker and has it read its registry.
 * @throws WorkerStartError, RegistryFetchError, RegistryParseError, or the signal's reason
 */
export async function startWorker(
  createWorker: () => WorkerLike,
  request: Omit<OpenRequest, 'lifeLock'>,
  onProgress: (progress: LoadProgress) => void,
  signal: AbortSignal,
): Promise<RunningWorker> {
  signal.throwIfAborted();
  const ending = new AbortController();
  const ended = ending.signal;
  const worker = create(createWorker);
  const stop = (reason: unknown) => {
    worker.terminate();
    ending.abort(reason);
  };
  let Failure: typeof WorkerStartError | typeof WorkerCrashedError = WorkerStartError;
  worker.addEventListener('error', (event) => {
    // The error is told by the calls that it ends, so the console need not tell it again.
    event.preventDefault();
    stop(new Failure(describeEnd(Failure === WorkerStartError, event.message)));
  });
  const remote = wrap<ClassifierWorker>(worker as Worker);
  const lifeLock = globalThis.navigator?.locks ? `flow-labels ${crypto.randomUUID()}` : '';
  try {
    const opening = remote.open({ ...request, lifeLock }, proxy(onProgress));
    const summary = await orAborted(opening, ended, signal);
    Failure = WorkerCrashedError;
    const end = () => stop(new WorkerCrashedError(describeEnd(false, '')));
    // It rejects when the worker is ended from here, and where a page may not use locks.
    if (lifeLock) watchLock(lifeLock, ended, end).catch(() => {});
    return { remote, summary, ended, stop };
  } catch (error) {
    stop(error);
    throw reviveError(error);
  }
}

function create(createWorker: () => WorkerLike): WorkerLike {
  try {
    return createWorker();
  } catch (error) {
    throw new WorkerStartError(`cannot create the worker: ${(error as Error).message}`);
  }
}

// A worker that ends without an error (out of memory, or closed by itself) fires no event; its lock comes free.
async function watchLock(name: string, ended: AbortSignal, onFree: () => void): Promise<void> {
  const { held } = await navigator.locks.query();
  if (held?.some((lock) => lock.name === name)) await navigator.locks.request(name, { signal: ended }, onFree);
}

function describeEnd(starting: boolean, message: string | undefined): string {
  const because = message ? `: ${message}` : '';
  return starting
    ? `the worker did not start${because || ': its script cannot be loaded'}; check that it is hosted with the page`
    : `the worker ended${because}; the next call starts a new one`;
}
