import * as v from 'valibot';
import { ModelManifestError } from '../../src/contract/errors';
import type { FileSource } from '../assets/file-source';
import type { Manifest } from '../assets/manifest';
import { hashedNgrams } from '../text/hashed-ngrams';
import { loadFiles, type OnFolderProgress } from './load-files';
import type { Model } from './model';
import { testModel } from './test-model';

const numbers = v.array(v.number());
const headsSchema = v.object({
  buckets: v.pipe(v.number(), v.integer(), v.minValue(1)),
  dimensions: v.pipe(v.number(), v.integer(), v.minValue(1)),
  outputs: v.record(v.string(), v.object({ weights: v.array(numbers), biases: numbers })),
});
type Heads = v.InferOutput<typeof headsSchema>;

/**
 * Loads an n-gram model: an int8 embedding bag [buckets, D] behind a byte for each bucket, and a linear head an
 * output. The text's vector is the sum of its known n-grams' rows over the square root of their number; the rows' scale
 * is part of the heads.
 * @throws ModelFetchError, ModelIntegrityError, ModelManifestError, ModelSelfTestError
 */
export async function loadNgramModel(
  source: FileSource,
  folder: string,
  manifest: Manifest,
  onProgress: OnFolderProgress,
): Promise<Model> {
  const readers = {
    table: (bytes: Uint8Array<ArrayBuffer>) => bytes,
    heads: (bytes: Uint8Array) => v.safeParse(headsSchema, JSON.parse(new TextDecoder().decode(bytes))),
  };
  const { table, heads } = await loadFiles(source, folder, manifest, readers, onProgress);
  if (!heads.success || table.length !== heads.output.buckets * (1 + heads.output.dimensions)) {
    throw new ModelManifestError(`the heads in ${folder} do not fit its table of ${table.length} bytes`);
  }
  const { outputs, buckets } = heads.output;
  const fingerprints = table.subarray(0, buckets);
  const rows = new Int8Array(table.buffer, table.byteOffset + buckets);
  const model: Model = {
    async run(texts, output) {
      const head = Object.hasOwn(outputs, output) ? outputs[output] : undefined;
      if (!head) throw new ModelManifestError(`${folder} has no head for the output "${output}"`);
      return texts.map((text) => {
        const vector = embed(text, fingerprints, rows, heads.output);
        return head.weights.map((row, at) => dot(row, vector) + (head.biases[at] ?? Number.NaN));
      });
    },
  };
  await testModel(model, manifest, folder);
  return model;
}

function embed(text: string, fingerprints: Uint8Array, rows: Int8Array, { buckets, dimensions }: Heads): Float64Array {
  // Whole numbers add exactly, in any order.
  const sums = new Int32Array(dimensions);
  let known = 0;
  for (const hash of hashedNgrams(text)) {
    const bucket = hash % buckets;
    // Each bucket belongs to one n-gram; what else falls there would only be noise.
    if (fingerprints[bucket] !== (Math.floor(hash / buckets) & 0xff)) continue;
    known += 1;
    const row = bucket * dimensions;
    for (let at = 0; at < dimensions; at += 1) sums[at] = (sums[at] as number) + (rows[row + at] as number);
  }
  const norm = Math.sqrt(Math.max(1, known));
  return Float64Array.from(sums, (sum) => sum / norm);
}

function dot(row: readonly number[], vector: Float64Array): number {
  return row.reduce((sum, weight, at) => sum + weight * (vector[at] as number), 0);
}
