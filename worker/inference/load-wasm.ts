import { RuntimeFailedError } from '../../src/contract/errors';
import { type Fetch, fetchOk } from '../assets/fetch-ok';

const MAGIC = [0x00, 0x61, 0x73, 0x6d];

/**
 * Fetches and compiles ONNX Runtime's WASM build. The runtime could do so itself, but writes to the console when the
 * server gives the file another type, and cannot be started again after a failure.
 * @throws RuntimeFailedError
 */
export async function loadWasm(fetch: Fetch, url: string): Promise<WebAssembly.Module> {
  const response = await fetchOk(fetch, url, RuntimeFailedError);
  const explain = (error: Error) => {
    throw new RuntimeFailedError(
      `cannot compile ${url}: ${error.message}; check that it is whole, and that the page's policy allows ` +
        "'wasm-unsafe-eval'",
    );
  };
  // Browsers compile only this type as it comes, and only then keep the compiled code with the file in their HTTP cache.
  if (response.headers.get('content-type') === 'application/wasm') {
    return WebAssembly.compileStreaming(response).catch(explain);
  }
  return WebAssembly.compile(await readBytes(response, url)).catch(explain);
}

async function readBytes(response: Response, url: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await response.arrayBuffer().then(
    (buffer) => new Uint8Array(buffer),
    (error) => {
      throw new RuntimeFailedError(`the download of ${url} broke off: ${error.message}`);
    },
  );
  if (MAGIC.every((byte, at) => bytes[at] === byte)) return bytes;
  throw new RuntimeFailedError(`${url} is no WebAssembly: the server answers a missing file with another page`);
}
