import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ModelManifestError } from '../../src/contract/errors';
import { createFileSource } from '../../worker/assets/file-source';
import type { Manifest, ManifestFile } from '../../worker/assets/manifest';
import { createSession, loadRuntime, type Runtime } from '../../worker/inference/session';
import { loadOnnxModel } from '../../worker/models/load-onnx-model';
import type { Model } from '../../worker/models/model';
import { fetchFile } from '../fetch-file';
import type { PublishedConfig, PublishedFiles } from './published-model';

// The server and the model card cut here.
const PUBLISHED_LENGTH = 256;

// Short texts of several moods: whatever the labels are, some of these are clear.
const CANDIDATES = [
  "that's wrong",
  'can you please answer me?',
  'My apologies',
  'Im not sure what you mean',
  'Thank you so much, goodbye!',
  'I love this, it is wonderful',
  'You are a stupid idiot',
  'The train leaves at nine.',
  'Where did you read that?',
  'I am sorry, I cannot help with that.',
];
const EXAMPLES = 3;

/** Where a model came from. */
export interface Origin {
  name: string;
  source: string;
  license?: string | undefined;
}

/**
 * Describes a published model in the manifest that the page verifies and tests it by: loads it as the page does, finds
 * the output that gives the labels, and takes the texts that it labels most clearly as examples.
 * @throws ModelManifestError, ModelRunError
 */
export async function describeModel(
  folder: string,
  files: PublishedFiles,
  config: PublishedConfig,
  origin: Origin,
  choice: { output?: string | undefined; maxTokens?: number | undefined },
): Promise<Manifest> {
  const maxTokens = Math.min(choice.maxTokens ?? PUBLISHED_LENGTH, config.longestInput);
  const described = {
    ...origin,
    maxTokens,
    files: {
      model: await describeFile(folder, files.model),
      tokenizer: await describeFile(folder, files.tokenizer),
      config: await describeFile(folder, files.config),
    },
  };
  const loadWasm = async () => WebAssembly.compile(await readFile(wasmPath()));
  const ort = await loadRuntime({ size: 'whole', loadWasm, threads: 1 });
  const load = (manifest: Manifest) =>
    loadOnnxModel(
      createFileSource(fetchFile),
      pathToFileURL(`${folder}/`).href,
      manifest,
      async () => ort,
      () => {},
    );
  const model = await load({ ...described, outputs: {}, examples: [] });
  const outputs = await outputsOf(ort, join(folder, files.model));
  const output = await findOutput(model, outputs, config.labels, choice.output);
  const rest = outputs.filter((name) => name !== output).map((name) => [name, {}]);
  const manifest: Manifest = {
    ...described,
    outputs: { [output]: { labels: [...config.labels], titles: {} }, ...Object.fromEntries(rest) },
    examples: await clearExamples(model, output, config.labels),
  };
  await load(manifest);
  return manifest;
}

async function describeFile(folder: string, path: string): Promise<ManifestFile> {
  const bytes = await readFile(join(folder, path));
  return { path, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

function wasmPath(): string {
  return createRequire(import.meta.url).resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm');
}

async function outputsOf(ort: Runtime, path: string): Promise<readonly string[]> {
  const session = await createSession(ort, await readFile(path));
  await session.release();
  return session.outputs;
}

async function findOutput(
  model: Model,
  outputs: readonly string[],
  labels: readonly string[],
  wanted: string | undefined,
): Promise<string> {
  if (wanted !== undefined && !outputs.includes(wanted)) {
    throw new ModelManifestError(`the graph has no output "${wanted}"; it has ${outputs.join(', ')}`);
  }
  const candidates = wanted !== undefined ? [wanted] : outputs.includes('logits') ? ['logits'] : outputs;
  const widths = new Map<string, number>();
  const failures: unknown[] = [];
  for (const output of candidates) {
    // An output of whole numbers, say, cannot be read as scores; another may be.
    const [row] = await model.run(['a'], output).catch((error) => {
      failures.push(error);
      return [];
    });
    widths.set(output, row?.length ?? 0);
  }
  if (failures.length === candidates.length) throw failures[0];
  const fitting = candidates.filter((output) => widths.get(output) === labels.length);
  const [found] = fitting;
  if (found !== undefined && fitting.length === 1) return found;
  const seen = candidates.map((output) => `${output} (${widths.get(output)} values)`).join(', ');
  throw new ModelManifestError(
    fitting.length > 1
      ? `several outputs fit the ${labels.length} labels of config.json: ${seen}; choose one with --output`
      : `config.json has ${labels.length} labels, and no output has as many values: ${seen}`,
  );
}

async function clearExamples(model: Model, output: string, labels: readonly string[]): Promise<Manifest['examples']> {
  const read = [];
  for (const text of CANDIDATES) {
    const [row = []] = await model.run([text], output);
    const [first = 0, second = Number.NEGATIVE_INFINITY] = Array.from(row).toSorted((one, two) => two - one);
    read.push({ text, label: labels[Array.from(row).indexOf(first)] ?? '', margin: first - second });
  }
  const clearest = read.toSorted((one, two) => two.margin - one.margin);
  return clearest.slice(0, EXAMPLES).map(({ text, label }) => ({ text, output, label }));
}
