import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const COMPRESSIBLE = /\.(js|mjs|css|svg|map|wasm|json|onnx|bin)$/;

// Brotli's best takes minutes for files of this size; on int8 weights more effort saves nothing at all.
const LARGE_BYTES = 2_000_000;
const QUALITY = { small: 11, large: 6 };

/** Writes a `.br` and a `.gz` beside each file that they make smaller, for servers that send those; gives the written paths. */
export async function compressFiles(files: readonly string[]): Promise<string[]> {
  const written = await Promise.all(files.filter((file) => COMPRESSIBLE.test(file)).map(compressFile));
  return written.flat();
}

async function compressFile(file: string): Promise<string[]> {
  const bytes = await readFile(file);
  const quality = bytes.length < LARGE_BYTES ? QUALITY.small : QUALITY.large;
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(bytes, { params }),
    promisify(gzip)(bytes, { level: constants.Z_BEST_COMPRESSION }),
  ]);
  const smaller = Object.entries({ br, gz }).filter(([, compressed]) => compressed.length < bytes.length);
  return Promise.all(
    smaller.map(async ([ending, compressed]) => {
      await writeFile(`${file}.${ending}`, compressed);
      return `${file}.${ending}`;
    }),
  );
}
