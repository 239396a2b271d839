import { proxy, type Remote, wrap } from 'comlink';
import type { ClassifierWorker, OpenRequest, RegistrySummary } from './contract/classifier-worker';
import { reviveError, WorkerCrashedError, WorkerStartError } from './contract/errors';
import type { LoadProgress } from './contract/load-progress';
import { orAborted } from './or-aborted';

// Locks are named across all pages of an origin.
let lockCount = 0;

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
  request: OpenRequest,
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
  signal.addEventListener('abort', () => stop(signal.reason), { signal: ended });
  let Failure: typeof WorkerStartError | typeof WorkerCrashedError = WorkerStartError;
  const fail = (message?: string) => stop(new Failure(describeEnd(Failure === WorkerStartError, message)));
  worker.addEventListener('error', (event) => {
    // The error is told by the calls that it ends, so the console need not tell it again.
    event.preventDefault();
    fail(event.message);
  });
  const remote = wrap<ClassifierWorker>(worker as Worker);
  try {
    const lock = `flow-labels ${lockCount++} ${Math.random()}`;
    // Both at once: what is asked waits until the worker's script runs.
    const [summary] = await Promise.all([
      orAborted(remote.open(request, proxy(onProgress)), ended),
      orAborted(remote.holdLock(lock), ended).then((isHeld) => {
        if (isHeld) watchLock(lock, ended, fail);
      }),
    ]);
    Failure = WorkerCrashedError;
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
    throw new WorkerStartError(
      `cannot create the worker: ${(error as Error).message}; if its script lies elsewhere, give assetsUrl or createWorker`,
    );
  }
}

// A worker that ends without an error (out of memory, or closed by itself) fires no event; its lock comes free.
function watchLock(name: string, ended: AbortSignal, onFree: () => void): void {
  // It rejects when the worker is ended from here.
  navigator.locks.request(name, { signal: ended }, () => onFree()).catch(() => {});
}

function describeEnd(starting: boolean, message: string | undefined): string {
  const because = message ? `: ${message}` : '';
  return starting
    ? `the worker did not start${because || ': its script cannot be loaded'}; check that it is hosted with the page, and on an isolated page with its headers`
    : `the worker ended${because}; the next call starts a new one`;
}
