import { ModelFetchError, ModelIntegrityError, ModelRunError } from '../../src/contract/errors';
import { type Fetch, fetchOk } from '../assets/fetch-ok';
import type { FileSource } from '../assets/file-source';
import { looksLikeHtml } from '../assets/looks-like-html';
import { sha256 } from '../assets/sha256';
import { createSession, type Feed, type Runtime } from '../inference/session';

/** What a scikit-learn graph reads: a text, or a vector [D]. */
export type ScikitInput = string | Float32Array;

/** A loaded scikit-learn graph. */
export interface ScikitGraph {
  /** The first row [L] of `predict_proba`. @throws ModelRunError, RuntimeFailedError */
  run(input: ScikitInput): Promise<Float32Array>;
}

/**
 * Loads a scikit-learn classifier from its ONNX file: one input, text or vector, and an output of probabilities.
 * @throws ModelFetchError, ModelIntegrityError, ModelRunError, RuntimeFailedError
 */
export async function loadScikitGraph(
  source: FileSource,
  url: string,
  expectedHash: string | undefined,
  loadRuntime: () => Promise<Runtime>,
): Promise<ScikitGraph> {
  const [graph, ort] = await Promise.all([loadGraph(source, url, expectedHash), loadRuntime()]);
  const session = await createSession(ort, graph);
  const output = session.outputs.length === 1 ? session.outputs[0] : 'probabilities';
  if (session.inputs.length === 1 && output !== undefined && session.outputs.includes(output)) {
    return {
      async run(input) {
        const [row] = await session.run(({ rank }) => feed(input, rank), output);
        return row as Float32Array;
      },
    };
  }
  await session.release();
  throw new ModelRunError(
    `${url} has the inputs ${session.inputs.map(({ name }) => name).join(', ')} and the outputs ` +
      `${session.outputs.join(', ')}; it must have one input, and an output called "probabilities"`,
  );
}

async function loadGraph(
  { fetch, loadKept }: FileSource,
  url: string,
  expectedHash: string | undefined,
): Promise<Uint8Array> {
  const fetchVerified = () => fetchGraph(fetch, url, expectedHash);
  return expectedHash === undefined ? fetchVerified() : loadKept(url, expectedHash, fetchVerified);
}

async function fetchGraph(
  fetch: Fetch,
  url: string,
  expectedHash: string | undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await fetchOnce(fetch, url, expectedHash, 'default');
  } catch (error) {
    if (!(error instanceof ModelIntegrityError)) throw error;
    // It may be the browser's cache that is out of date.
    return fetchOnce(fetch, url, expectedHash, 'reload');
  }
}

async function fetchOnce(
  fetch: Fetch,
  url: string,
  expectedHash: string | undefined,
  cache: RequestCache,
): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetchOk(fetch, url, ModelFetchError, cache);
  const bytes = await response.arrayBuffer().then(
    (buffer) => new Uint8Array(buffer),
    (error) => {
      throw new ModelFetchError(`the download of ${url} broke off: ${error.message}`);
    },
  );
  if (looksLikeHtml(bytes)) {
    throw new ModelIntegrityError(`${url} is an HTML page: the server answers a missing file with its start page`);
  }
  if (expectedHash === undefined) return bytes;
  const hash = await sha256(bytes);
  if (hash === expectedHash) return bytes;
  throw new ModelIntegrityError(`${url} has the sha256 ${hash} instead of the registry's ${expectedHash}`);
}

// A batch of one: scikit-learn's exporters write texts as [N, 1], some as [N].
function feed(input: ScikitInput, rank: number): Feed {
  if (typeof input !== 'string') return { values: input, shape: [1, input.length] };
  return { values: [input], shape: rank === 1 ? [1] : [1, 1] };
}
