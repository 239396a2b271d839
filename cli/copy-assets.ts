import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AssetCopyError } from './asset-copy-error';
import { compressFiles } from './compress-files';
import { withoutExamples } from './without-examples';

/** What is to be copied where. */
export interface CopyRequest {
  folder: string;
  models: boolean;
  /** The registry's scikit-learn classifiers, too. */
  examples: boolean;
  /** Writes a `.br` and a `.gz` beside each file. */
  compress: boolean;
  /** Puts the package's registry in the place of a changed one. */
  replace: boolean;
}

/** What lies in the folder now. */
export interface CopyResult {
  /** Every copied file, by its path in the folder. */
  copied: { path: string; bytes: number }[];
  /** The path of a registry that was changed there and is left as it is. */
  kept: string | undefined;
}

// The built command and its source lie equally deep in the package.
const PACKAGE = fileURLToPath(new URL('../', import.meta.url));
const MODELS = join(PACKAGE, 'public/models');
const SCRIPTS = ['flow-labels-worker.js', 'flow-labels.global.js'].flatMap((file) => [file, `${file}.map`]);
const RUNTIMES = ['small-runtime-relaxed.wasm', 'small-runtime.wasm', 'ort-wasm-simd-threaded.wasm'];
const BUILT = [...SCRIPTS, ...RUNTIMES, 'THIRD-PARTY-LICENCES.txt'];
const REGISTRY = 'models/classifiers.json';

/** Copies what a page fetches from the package to a folder that a site serves. @throws AssetCopyError */
export async function copyAssets({ folder, models, examples, compress, replace }: CopyRequest): Promise<CopyResult> {
  const files = new Map<string, Buffer>();
  for (const file of BUILT) files.set(file, await read(join(PACKAGE, 'dist', file)));
  if (models) for (const [path, bytes] of await readModels(examples)) files.set(path, bytes);

  const registry = files.get(REGISTRY);
  const present = await readFile(join(folder, REGISTRY)).catch(() => undefined);
  const isKept = registry !== undefined && present !== undefined && !present.equals(registry) && !replace;
  if (isKept) files.delete(REGISTRY);

  for (const [path, bytes] of files) await write(join(folder, path), bytes);
  if (compress) await compressFiles([...files.keys()].map((path) => join(folder, path)));
  return {
    copied: [...files].map(([path, { length }]) => ({ path, bytes: length })),
    kept: isKept ? REGISTRY : undefined,
  };
}

async function readModels(examples: boolean): Promise<[path: string, bytes: Buffer][]> {
  const registry = await read(join(PACKAGE, 'public', REGISTRY));
  const { json, folders } = withoutExamples(registry.toString());
  const roots = examples ? [MODELS] : folders.map((folder) => join(MODELS, folder));
  const paths = (await Promise.all(roots.map(listFiles))).flat();
  const files = paths.map(
    async (path) => [join('models', relative(MODELS, path)), await read(path)] as [string, Buffer],
  );
  return [...(await Promise.all(files)), [REGISTRY, examples ? registry : Buffer.from(json)]];
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function read(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new AssetCopyError(
      `the package lacks ${relative(PACKAGE, path)} (${(error as Error).message}); install flow-labels again, or in ` +
        'its own repository run "npm run build" first',
    );
  }
}

async function write(path: string, bytes: Buffer): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
    // A server would go on sending what was compressed from another version.
    await Promise.all(['br', 'gz'].map((ending) => rm(`${path}.${ending}`, { force: true })));
  } catch (error) {
    throw new AssetCopyError(
      `cannot write ${path}: ${(error as Error).message}; give a folder that can be written to, and has room for 45 MB`,
    );
  }
}
