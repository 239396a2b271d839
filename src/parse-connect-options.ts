import type { ConnectOptions } from './connect-classifiers';
import { InvalidInputError } from './contract/errors';
import type { LoadProgress } from './contract/load-progress';
import { showValue } from './contract/show-value';
import { parseSignal } from './parse-signal';

/** Parses the options of `connectClassifiers`. @throws InvalidInputError with the option and its value */
export function parseConnectOptions({
  registryUrl,
  threads = 1,
  useBrowserCache = true,
  onProgress,
  createWorker,
  signal,
}: ConnectOptions) {
  if (threads !== 'auto' && !(Number.isInteger(threads) && threads >= 1)) {
    throw new InvalidInputError(`threads is ${showValue(threads)}; it must be "auto" or a whole number from 1`);
  }
  if (typeof useBrowserCache !== 'boolean') {
    throw new InvalidInputError(`useBrowserCache is ${showValue(useBrowserCache)}; it must be true or false`);
  }
  return {
    request: { registryUrls: addresses(registryUrl), threads, useBrowserCache },
    // What a callback throws belongs to the page, not to the worker that reports.
    onProgress: (progress: LoadProgress) => queueMicrotask(() => onProgress?.(progress)),
    createWorker,
    signal: parseSignal(signal),
  };
}

function addresses(registryUrl: ConnectOptions['registryUrl']): string[] {
  const given: readonly (string | URL)[] = Array.isArray(registryUrl) ? registryUrl : [registryUrl];
  if (given.length === 0) throw new InvalidInputError('registryUrl is an empty list; give at least one address');
  return given.map(absolute);
}

function absolute(registryUrl: string | URL): string {
  try {
    return new URL(registryUrl, globalThis.document?.baseURI).href;
  } catch {
    throw new InvalidInputError(`registryUrl is ${showValue(registryUrl)}; give the address of a classifiers.json`);
  }
}
