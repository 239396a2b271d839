import type { ConnectOptions } from './connect-classifiers';
import { InvalidInputError } from './contract/errors';
import type { LoadProgress } from './contract/load-progress';
import { showValue } from './contract/show-value';
import { parseSignal } from './parse-signal';

/** Parses the options of `connectClassifiers`. @throws InvalidInputError with the option and its value */
export function parseConnectOptions(options: ConnectOptions) {
  const { registryUrl, threads = 1, useBrowserCache = true, onProgress, assetsUrl, createWorker, signal } = options;
  if (threads !== 'auto' && !(Number.isInteger(threads) && threads >= 1)) {
    throw new InvalidInputError(`threads is ${showValue(threads)}; it must be "auto" or a whole number from 1`);
  }
  if (typeof useBrowserCache !== 'boolean') {
    throw new InvalidInputError(`useBrowserCache is ${showValue(useBrowserCache)}; it must be true or false`);
  }
  if (assetsUrl !== undefined && createWorker) {
    throw new InvalidInputError('assetsUrl and createWorker are both given; the one says where the other is to look');
  }
  return {
    request: { registryUrls: registryAddresses(registryUrl), threads, useBrowserCache },
    // What a callback throws belongs to the page, not to the worker that reports.
    onProgress: (progress: LoadProgress) => queueMicrotask(() => onProgress?.(progress)),
    assetsUrl: assetsUrl === undefined ? undefined : folderAddress(assetsUrl),
    createWorker,
    signal: parseSignal(signal),
  };
}

function registryAddresses(registryUrl: ConnectOptions['registryUrl']): string[] {
  const given: readonly (string | URL)[] = Array.isArray(registryUrl) ? registryUrl : [registryUrl];
  if (given.length === 0) throw new InvalidInputError('registryUrl is an empty list; give at least one address');
  return given.map((url) => absolute(url, 'registryUrl', 'the address of a classifiers.json'));
}

function folderAddress(assetsUrl: string | URL): string {
  const address = new URL(absolute(assetsUrl, 'assetsUrl', "the address of a folder with the worker's script"));
  if (!address.pathname.endsWith('/')) address.pathname += '/';
  return address.href;
}

function absolute(url: string | URL, option: string, wanted: string): string {
  try {
    return new URL(url, globalThis.document?.baseURI).href;
  } catch {
    throw new InvalidInputError(`${option} is ${showValue(url)}; give ${wanted}`);
  }
}
