import * as v from 'valibot';
import { ModelManifestError } from '../../src/contract/errors';

const file = v.object({
  path: v.pipe(v.string(), v.nonEmpty()),
  bytes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2 ** 31 - 1)),
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});

const schema = v.object({
  /** Longest input in tokens; models that read no tokens have none. */
  maxTokens: v.optional(v.pipe(v.number(), v.integer(), v.minValue(3))),
  files: v.record(v.string(), file),
  outputs: v.record(
    v.string(),
    v.object({ labels: v.optional(v.array(v.string())), titles: v.optional(v.record(v.string(), v.string()), {}) }),
  ),
  examples: v.array(v.object({ text: v.string(), output: v.string(), label: v.string() })),
});

/** A model folder's `manifest.json`, as far as the worker reads it. */
export type Manifest = v.InferOutput<typeof schema>;

/** One file of a model folder: its address in the folder, its size in bytes, and its hash. */
export type ManifestFile = v.InferOutput<typeof file>;

/** The file that plays a role in its model. @throws ModelManifestError when the manifest names none */
export function fileOf(manifest: Manifest, role: string, folder: string): ManifestFile {
  const found = Object.hasOwn(manifest.files, role) ? manifest.files[role] : undefined;
  if (found) return found;
  throw new ModelManifestError(`the manifest in ${folder} has no "files.${role}", which a model of this type needs`);
}

/** @throws ModelManifestError unless the text is a manifest; the error names every fault */
export function parseManifest(json: string, source: string): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    const reason = /^\s*</.test(json) ? 'it is an HTML page: check the address' : (error as Error).message;
    throw new ModelManifestError(`${source} is not JSON: ${reason}`);
  }
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const faults = result.issues.map((issue) => `${v.getDotPath(issue) ?? 'the whole'}: ${issue.message}`);
  throw new ModelManifestError(`${source} is no manifest: ${faults.join('; ')}`);
}
