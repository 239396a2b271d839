import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { InvalidInputError, ModelFetchError, RegistryFetchError } from '../../src/contract/errors';
import { addRegistryEntry, parseRegistryJson } from './add-registry-entry';
import { describeModel } from './describe-model';
import { downloadFile } from './download-file';
import { checkKnown, explainStatus, findHubModel, type Hub, hubFileUrl } from './hub';
import { findPublishedFiles, type PublishedFiles, parsePublishedConfig } from './published-model';
import { READINGS } from './readings';
import { isArchive, unpackArchive } from './unpack-archive';

/** What to add, and where to. */
export interface AddRequest {
  /** A model on the hub (`owner/name`), a folder, or an archive. */
  source: string;
  revision: string;
  /** Name of the entry and of the model's folder; from the source without it. */
  name?: string | undefined;
  /** Path of the `classifiers.json`; the model's folder comes beside it. */
  registry: string;
  /** Where downloads that broke off wait to be taken up again. */
  cache: string;
  reading: keyof typeof READINGS;
  /** The graph's file and output, and the longest input in tokens, where the folder leaves a choice. */
  file?: string | undefined;
  output?: string | undefined;
  maxTokens?: number | undefined;
  /** Puts the new model in the place of one with the same name. */
  replace: boolean;
}

/** A model's files in a folder on this machine. */
interface LocalModel {
  folder: string;
  files: PublishedFiles;
  source: string;
  license?: string | undefined;
  /** What may go once the model has been added. */
  cache?: string;
}

/** Hears how much of a model's files has come, in bytes. */
export type OnFileProgress = (path: string, loadedBytes: number, totalBytes: number) => void;

/**
 * Adds a published model to a registry: gets its files, writes the manifest that the page verifies them by, and then the
 * entry. Whatever fails, the folder of models and the registry stay as they were.
 * @throws InvalidInputError, RegistryFetchError, RegistryParseError, ModelFetchError, ModelIntegrityError,
 * ModelManifestError, ModelRunError
 */
export async function addModel(request: AddRequest, hub: Hub, onProgress: OnFileProgress): Promise<string> {
  const name = request.name ?? nameOf(request.source);
  const registry = resolve(request.registry);
  const json = await readRegistry(registry);
  const target = join(dirname(registry), name);
  const isInPlace = existsSync(request.source) && resolve(request.source) === target;
  checkName(name, parseRegistryJson(json, registry), { target, isInPlace, replace: request.replace });

  const staging = mkdtempSync(join(dirname(registry), '.adding-'));
  const cleanUp = () => rmSync(staging, { recursive: true, force: true });
  // Whoever stops the command in between leaves nothing behind either.
  process.once('exit', cleanUp);
  try {
    const model = await getModel(request, hub, join(staging, 'unpacked'), onProgress);
    const config = parsePublishedConfig(await readFile(join(model.folder, model.files.config), 'utf8'));
    const origin = { name, source: model.source, license: model.license };
    const manifest = await describeModel(model.folder, model.files, config, origin, request);
    const entry = { type: 'onnx', path: name, ...READINGS[request.reading](config.hasSigmoid) };
    const prepared = join(staging, 'model');
    await mkdir(prepared);
    if (!isInPlace) {
      for (const file of Object.values(model.files)) await copyFile(join(model.folder, file), join(prepared, file));
    }
    await writeFile(join(prepared, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    await writeFile(join(staging, 'registry'), addRegistryEntry(json, name, entry));
    await install({ staging, target, registry, isInPlace });
    if (model.cache) await rm(model.cache, { recursive: true, force: true });
    return name;
  } finally {
    cleanUp();
    process.off('exit', cleanUp);
  }
}

/** Moves what is prepared to its place, or nothing of it. */
async function install(place: {
  staging: string;
  target: string;
  registry: string;
  isInPlace: boolean;
}): Promise<void> {
  const { staging, target, registry, isInPlace } = place;
  const [from, to] = isInPlace
    ? [join(staging, 'model/manifest.json'), join(target, 'manifest.json')]
    : [join(staging, 'model'), target];
  const old = join(staging, 'old');
  await mkdir(dirname(to), { recursive: true });
  const hadOld = existsSync(to);
  if (hadOld) await rename(to, old);
  try {
    await rename(from, to);
    await rename(join(staging, 'registry'), registry);
  } catch (error) {
    await rm(to, { recursive: true, force: true });
    if (hadOld) await rename(old, to);
    throw error;
  }
}

async function readRegistry(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && existsSync(dirname(path))) return '{}\n';
    throw new RegistryFetchError(`the registry cannot be read: ${message}; --registry names a classifiers.json`);
  }
}

function nameOf(source: string): string {
  return basename(source)
    .replace(/\.(zip|tar|tgz|tar\.gz)$/i, '')
    .toLowerCase();
}

function checkName(
  name: string,
  registry: Record<string, unknown>,
  { target, isInPlace, replace }: { target: string; isInPlace: boolean; replace: boolean },
): void {
  if (!/^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/.test(name)) {
    throw new InvalidInputError(`"${name}" is no name for a folder; give another with --name`);
  }
  const isEntry = Object.hasOwn(registry, name);
  if (isEntry && !replace) {
    throw new InvalidInputError(`there is a "${name}" already; give another with --name, or --replace it`);
  }
  if (isInPlace || !existsSync(target)) return;
  const users = Object.entries(registry).filter(([, entry]) => folderOf(entry) === name);
  if (isEntry && users.length === 1 && users[0]?.[0] === name) return;
  const reason =
    users.length > 0 ? `it is that of ${users.map(([user]) => `"${user}"`).join(', ')}` : 'no entry has it';
  throw new InvalidInputError(`${target} is there already, and ${reason}; give another name with --name`);
}

function folderOf(entry: unknown): string | undefined {
  const { path } = (entry ?? {}) as { path?: unknown };
  return typeof path === 'string' ? path.replace(/\/+$/, '') : undefined;
}

async function getModel(
  request: AddRequest,
  hub: Hub,
  unpacked: string,
  onProgress: OnFileProgress,
): Promise<LocalModel> {
  const { source, file } = request;
  const found = await stat(source).catch(() => undefined);
  if (found?.isDirectory()) {
    return { folder: source, files: findPublishedFiles(await readdir(source), file), source: basename(source) };
  }
  if (found && isArchive(source)) {
    await unpackArchive(source, unpacked);
    const folder = await findConfigFolder(unpacked, source);
    return { folder, files: findPublishedFiles(await readdir(folder), file), source: basename(source) };
  }
  if (found || !/^[\w-][\w.-]*\/[\w-][\w.-]*$/.test(source)) {
    throw new InvalidInputError(
      `"${source}" is neither a folder, nor a .zip, .tar or .tar.gz file, nor the name of a model on the hub (owner/name)`,
    );
  }
  return downloadModel(request, hub, onProgress);
}

async function downloadModel(request: AddRequest, hub: Hub, onProgress: OnFileProgress): Promise<LocalModel> {
  const { source, revision } = request;
  const { commit, license, files } = await findHubModel(hub, source, revision);
  const wanted = findPublishedFiles(
    files.map(({ path }) => path),
    request.file,
  );
  checkKnown(
    source,
    files.find(({ path }) => path === wanted.model),
    hub,
  );
  const cache = join(request.cache, encodeURIComponent(`${hub.endpoint}/${source}`));
  const folder = join(cache, commit);
  for (const file of files.filter(({ path }) => Object.values(wanted).includes(path))) {
    await downloadFile({
      url: hubFileUrl(hub, source, commit, file.path),
      token: hub.token,
      target: join(folder, file.path),
      file,
      explainStatus: (status) => explainStatus(status, `${file.path} of ${source}`, hub),
      onBytes: (loaded) => onProgress(file.path, loaded, file.bytes),
    });
  }
  return { folder, files: wanted, source: `${hub.endpoint}/${source} at ${commit}`, license, cache };
}

async function findConfigFolder(root: string, archive: string): Promise<string> {
  const paths = await readdir(root, { recursive: true });
  const configs = paths.filter((path) => basename(path) === 'config.json').map(dirname);
  const depth = (path: string) => (path === '.' ? 0 : path.split(sep).length);
  const least = Math.min(...configs.map(depth));
  const [folder, other] = configs.filter((path) => depth(path) === least);
  if (folder === undefined) throw new ModelFetchError(`${archive} holds no config.json, so no model`);
  if (other === undefined) return join(root, folder);
  throw new ModelFetchError(`${archive} holds several models: ${configs.join(', ')}; unpack it, and add one folder`);
}
