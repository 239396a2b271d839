import type { ClassifierWorker, OpenRequest } from '../src/contract/classifier-worker';
import { QueueFullError, RegistryFetchError } from '../src/contract/errors';
import { parseRegistry } from '../src/contract/parse-registry';
import { type Fetch, fetchOk } from './assets/fetch-ok';
import { createFileSource } from './assets/file-source';
import type { OpenCache } from './assets/kept-files';
import type { Call } from './classifier';
import { DeadlinePassed } from './deadline-passed';
import type { RuntimeSize } from './inference/runtime-size';
import { loadRuntime, type RuntimeOptions } from './inference/session';
import { threadCount } from './inference/thread-count';
import { createRegistry, type FindClassifier } from './registry';

/** What a realm gives its worker. */
export interface Host {
  fetch: Fetch;
  /** Left out where files are at hand anyway. */
  openCache?: OpenCache;
  /** Fetches and compiles a WASM build of ONNX Runtime. @throws RuntimeFailedError */
  loadWasm: RuntimeOptions['loadWasm'];
  crossOriginIsolated: boolean;
  cores: number;
  /** Takes a lock for as long as this realm lives; resolves with false where there are none. */
  holdLock(name: string): Promise<boolean>;
}

// At some 20 ms a message, the last of them waits for 20 seconds.
const MOST_WAITING = 1000;

/**
 * Creates the worker's side of the wire: reads the registry when it is opened, and serves its classifiers. What waits,
 * for a model to load or for its turn, has a bound; what was aborted or is late does not count.
 */
export function createClassifierWorker(host: Host): ClassifierWorker {
  const running = new Map<number, { call: Call; abort: () => void }>();
  let find: FindClassifier = () => {
    throw new Error('open the registry first');
  };

  function checkRoom() {
    if (running.size < MOST_WAITING) return;
    const waiting = [...running.values()].filter(({ call }) => Date.now() <= call.deadline);
    if (waiting.length < MOST_WAITING) return;
    throw new QueueFullError(
      `${waiting.length} requests wait already; wait for some of their answers before asking for more, abort those ` +
        'that nobody needs, or give a list to classifyAll, which asks as answers come',
    );
  }

  return {
    holdLock: (name) => host.holdLock(name),
    async open({ registryUrls, threads: wanted, useBrowserCache, wholeRuntime }: OpenRequest, onProgress) {
      const fetchFile = async (url: string) => {
        const response = await fetchOk(host.fetch, url, RegistryFetchError, 'no-cache');
        return { url, json: await response.text() };
      };
      const registry = parseRegistry(await Promise.all(registryUrls.map(fetchFile)));
      const threads = threadCount(wanted, host.crossOriginIsolated, host.cores);
      const startRuntime = (fitting: RuntimeSize) => {
        // The small build was recorded with one thread.
        const size = wholeRuntime || threads > 1 ? 'whole' : fitting;
        return loadRuntime({ size, threads, loadWasm: host.loadWasm });
      };
      const source = createFileSource(host.fetch, useBrowserCache ? host.openCache : undefined);
      find = createRegistry(registry, source, startRuntime, onProgress);
      return registry.summary;
    },
    async classify({ id, name, inputs, ...request }) {
      checkRoom();
      const controller = new AbortController();
      const call = { ...request, signal: controller.signal };
      running.set(id, { call, abort: () => controller.abort() });
      try {
        return await find(name).classify(inputs, call);
      } catch (error) {
        // The page has given its answer when the deadline passed.
        if (error instanceof DeadlinePassed) return inputs.map(() => ({ answers: [], best: 0 }));
        throw error;
      } finally {
        running.delete(id);
      }
    },
    cancel(id) {
      running.get(id)?.abort();
      running.delete(id);
    },
    warmUp: async (name) => find(name).warmUp(),
    describe: async (name) => find(name).describe(),
  };
}
