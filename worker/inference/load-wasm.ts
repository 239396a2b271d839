import { RuntimeFailedError } from '../../src/contract/errors';
import { type Fetch, fetchOk } from '../assets/fetch-ok';

const MAGIC = [0x00, 0x61, 0x73, 0x6d];

/**
 * Fetches ONNX Runtime's WASM build. The runtime could do so itself, but writes to the console when the server
 * gives the file another type, and cannot be started again after a failure.
 * @throws RuntimeFailedError
 */
export async function loadWasm(fetch: Fetch, url: string): Promise<Uint8Array> {
  const response = await fetchOk(fetch, url, RuntimeFailedError);
  const bytes = await response.arrayBuffer().then(
    (buffer) => new Uint8Array(buffer),
    (error) => {
      throw new RuntimeFailedError(`the download of ${url} broke off: ${error.message}`);
    },
  );
  if (MAGIC.every((byte, at) => bytes[at] === byte)) return bytes;
  throw new RuntimeFailedError(`${url} is no WebAssembly: the server answers a missing file with another page`);
}
