import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { folders } from './folders';

/** A file's or several files' bytes as they are, by gzip -9 and by brotli -11. */
export interface Weight {
  raw: number;
  gzip: number;
  brotli: number;
}

/** What a page fetches until its first label. */
export interface PageWeight extends Weight {
  files: ({ path: string } & Weight)[];
}

const THOROUGH = { gzip: 9, brotli: 11 };
const HURRY = { gzip: 1, brotli: 1 };

const known = `${folders.built}weights.json`;

/**
 * Weighs the files of the given paths. Compressing takes minutes, so that weights are kept by the files' sums; a trial
 * compresses in a hurry and keeps nothing.
 */
export async function weighFiles(site: string, paths: string[], trial: boolean): Promise<PageWeight> {
  const weights: Record<string, Weight> = JSON.parse(await readFile(known, 'utf8').catch(() => '{}'));
  const weigh = async (path: string) => {
    const bytes = await readFile(site + path.replace(/\/$/, '/index.html').slice(1));
    const sum = createHash('sha256').update(bytes).digest('hex');
    weights[sum] ??= await compress(bytes, trial ? HURRY : THOROUGH);
    return { path, ...weights[sum] };
  };
  const files = await Promise.all(paths.toSorted().map(weigh));
  if (!trial) await writeFile(known, JSON.stringify(weights));
  const total = (key: keyof Weight) => files.reduce((sum, file) => sum + file[key], 0);
  return { raw: total('raw'), gzip: total('gzip'), brotli: total('brotli'), files };
}

async function compress(bytes: Buffer, levels: typeof THOROUGH): Promise<Weight> {
  const { BROTLI_PARAM_QUALITY: quality, BROTLI_PARAM_SIZE_HINT: size } = constants;
  const [zipped, brotli] = await Promise.all([
    promisify(gzip)(bytes, { level: levels.gzip }),
    promisify(brotliCompress)(bytes, { params: { [quality]: levels.brotli, [size]: bytes.length } }),
  ]);
  return { raw: bytes.length, gzip: zipped.length, brotli: brotli.length };
}
