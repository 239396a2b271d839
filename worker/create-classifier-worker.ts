import type { ClassifierWorker, OpenRequest } from '../src/contract/classifier-worker';
import { RegistryFetchError } from '../src/contract/errors';
import { parseRegistry } from '../src/contract/parse-registry';
import { type Fetch, fetchOk } from './assets/fetch-ok';
import { loadRuntime, type RuntimeOptions } from './inference/session';
import { threadCount } from './inference/thread-count';
import { loadOnce } from './load-once';
import { createRegistry, type FindClassifier } from './registry';

/** What a realm gives its worker. */
export interface Host {
  fetch: Fetch;
  /** Fetches ONNX Runtime's WASM build. @throws RuntimeFailedError */
  loadWasm: RuntimeOptions['loadWasm'];
  crossOriginIsolated: boolean;
  cores: number;
  /** Takes a lock for as long as this realm lives; resolves with false where there are none. */
  holdLock(name: string): Promise<boolean>;
}

/** Creates the worker's side of the wire: reads the registry when it is opened, and serves its classifiers. */
export function createClassifierWorker(host: Host): ClassifierWorker {
  const running = new Map<number, AbortController>();
  let find: FindClassifier = () => {
    throw new Error('open the registry first');
  };
  return {
    holdLock: (name) => host.holdLock(name),
    async open({ registryUrls, threads }: OpenRequest, onProgress) {
      const fetchFile = async (url: string) => {
        const response = await fetchOk(host.fetch, url, RegistryFetchError);
        return { url, json: await response.text() };
      };
      const registry = parseRegistry(await Promise.all(registryUrls.map(fetchFile)));
      const options = { loadWasm: host.loadWasm, threads: threadCount(threads, host.crossOriginIsolated, host.cores) };
      const runtime = loadOnce(() => loadRuntime(options));
      find = createRegistry(registry, host.fetch, () => runtime.load('runtime'), onProgress);
      return registry.summary;
    },
    async classify({ id, name, inputs, ...call }) {
      const controller = new AbortController();
      running.set(id, controller);
      try {
        const { signal } = controller;
        return await find(name).classify(inputs, { ...call, signal, deadline: Number.POSITIVE_INFINITY });
      } finally {
        running.delete(id);
      }
    },
    cancel(id) {
      running.get(id)?.abort();
    },
    warmUp: async (name) => find(name).warmUp(),
    describe: async (name) => find(name).describe(),
  };
}
