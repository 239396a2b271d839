import { chmod, copyFile, rm, writeFile } from 'node:fs/promises';
import { type InputOptions, type OutputChunk, type OutputOptions, rolldown } from 'rolldown';
import { dts } from 'rolldown-plugin-dts';
import packageJson from '../package.json' with { type: 'json' };
import { WORKER_FILE } from '../src/worker-file';
import { collectLicences } from './collect-licences';
import { findEntries } from './find-entries';
import { DIST, ROOT } from './package-files';
import { wasmBeside } from './wasm-beside';
import { workerBeside } from './worker-beside';

const TARGET = 'es2022';

// What the user's own project brings, and for their tests Node.
const OUTSIDE = [...Object.keys(packageJson.peerDependencies).map((name) => new RegExp(`^${name}(/|$)`)), /^node:/];

/** Builds the package into `dist/`. */
export async function buildPackage(): Promise<void> {
  await rm(DIST, { recursive: true, force: true });
  const built = await Promise.all([buildPage(), buildTypes(), buildWorker(), buildScript(), buildCommand()]);
  await copyFile(
    `${ROOT}node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm`,
    `${DIST}ort-wasm-simd-threaded.wasm`,
  );
  for (const file of ['small-runtime.wasm', 'small-runtime-relaxed.wasm']) {
    await copyFile(`${ROOT}worker/inference/${file}`, `${DIST}${file}`);
  }
  await writeFile(`${DIST}THIRD-PARTY-LICENCES.txt`, await collectLicences(built.flat()));
}

// Modules that several entries need become chunks, so that a page which uses two entries has them once.
function buildPage(): Promise<OutputChunk[]> {
  return write(
    {
      input: inputs([...findEntries(), 'create-packaged-worker']),
      external: OUTSIDE,
      plugins: [workerBeside('module')],
    },
    { dir: DIST, chunkFileNames: 'chunks/[name].js', minifyInternalExports: false },
  );
}

function buildTypes(): Promise<OutputChunk[]> {
  return write(
    {
      input: inputs(findEntries()),
      external: OUTSIDE,
      plugins: [dts({ tsconfig: `${ROOT}tsconfig.page.json`, emitDtsOnly: true })],
    },
    { dir: DIST, chunkFileNames: 'chunks/[name].js', minifyInternalExports: false, sourcemap: false },
  );
}

function inputs(entries: readonly string[]): Record<string, string> {
  return Object.fromEntries(entries.map((entry) => [entry, `src/${entry}.ts`]));
}

// One file, so that it can be hosted, and imported from another origin, without a thought of what it needs.
function buildWorker(): Promise<OutputChunk[]> {
  return write(
    { input: 'worker/index.ts', plugins: [wasmBeside()] },
    { file: DIST + WORKER_FILE, codeSplitting: false, minify: true },
  );
}

// For pages without modules or a build of their own; they find everything on `FlowLabels`.
function buildScript(): Promise<OutputChunk[]> {
  return write(
    { input: 'src/element/script.ts', plugins: [workerBeside('classic')] },
    { file: `${DIST}flow-labels.global.js`, format: 'iife', codeSplitting: false, minify: true },
  );
}

async function buildCommand(): Promise<OutputChunk[]> {
  const file = `${DIST}cli.js`;
  const chunks = await write({ input: 'cli/flow-labels.ts', platform: 'node' }, { file, codeSplitting: false });
  await chmod(file, 0o755);
  return chunks;
}

async function write(input: InputOptions, output: OutputOptions): Promise<OutputChunk[]> {
  const build = await rolldown({
    cwd: ROOT,
    platform: 'browser',
    transform: { target: TARGET },
    // Time is spent on types; and what an entry is marked with ('use client') stays on it.
    checks: { pluginTimings: false, moduleLevelDirective: false },
    ...input,
  });
  const { output: files } = await build.write({ format: 'es', sourcemap: true, ...output });
  await build.close();
  return files.filter((file) => file.type === 'chunk');
}
