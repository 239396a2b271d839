import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { InvalidInputError, ModelFetchError } from '../../src/contract/errors';
import type { Manifest } from '../../worker/assets/manifest';
import { addRegistryEntry } from './add-registry-entry';
import { describeModel } from './describe-model';
import { downloadFile } from './download-file';
import { explainStatus, findHubModel, type Hub, hubFileUrl } from './hub';
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
}

/** Hears how much of a model's files has come, in bytes. */
export type OnFileProgress = (path: string, loadedBytes: number, totalBytes: number) => void;

/**
 * Adds a published model to a registry: gets its files, writes the manifest that the page verifies them by, and then the
 * entry. Whatever fails, neither the folder of models nor the registry is left half changed.
 * @throws InvalidInputError, ModelFetchError, ModelIntegrityError, ModelManifestError, ModelRunError, RegistryParseError
 */
export async function addModel(request: AddRequest, hub: Hub, onProgress: OnFileProgress): Promise<string> {
  const name = request.name ?? nameOf(request.source);
  const registry = resolve(request.registry);
  const target = join(dirname(registry), name);
  const json = await readFile(registry, 'utf8').catch(() => '{}\n');
  const isInPlace = existsSync(request.source) && resolve(request.source) === target;
  checkName(name, json, request, isInPlace || !existsSync(target));

  const unpacked = await mkdtemp(join(tmpdir(), 'flow-labels-'));
  const prepared = `${target}.new`;
  try {
    const model = await getModel(request, hub, unpacked, onProgress);
    const config = parsePublishedConfig(await readFile(join(model.folder, model.files.config), 'utf8'));
    const origin = { name, source: model.source, license: model.license };
    const manifest = await describeModel(model.folder, model.files, config, origin, request);
    const path = name.split('/').map(encodeURIComponent).join('/');
    const entry = { type: 'onnx', path, ...READINGS[request.reading](config.isMultiLabel) };
    const newJson = addRegistryEntry(json, name, entry);
    if (isInPlace) await writeManifest(target, manifest);
    else {
      await rm(prepared, { recursive: true, force: true });
      await mkdir(prepared, { recursive: true });
      for (const file of Object.values(model.files)) await copyFile(join(model.folder, file), join(prepared, file));
      await writeManifest(prepared, manifest);
      await rm(target, { recursive: true, force: true });
      await rename(prepared, target);
    }
    await writeFile(`${registry}.new`, newJson);
    await rename(`${registry}.new`, registry);
    await rm(cacheOf(request), { recursive: true, force: true });
    return name;
  } finally {
    await rm(unpacked, { recursive: true, force: true });
    await rm(prepared, { recursive: true, force: true });
  }
}

function nameOf(source: string): string {
  return basename(source)
    .replace(/\.(zip|tar|tgz|tar\.gz)$/i, '')
    .toLowerCase();
}

function checkName(name: string, json: string, { replace }: AddRequest, isFree: boolean): void {
  if (!/^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/.test(name)) {
    throw new InvalidInputError(`"${name}" is no name for a folder; give another with --name`);
  }
  const isTaken = !isFree || new RegExp(`"${name.replaceAll('.', '\\.')}"\\s*:`).test(json);
  if (isTaken && !replace) {
    throw new InvalidInputError(`there is a "${name}" already; give another with --name, or --replace it`);
  }
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
  const folder = join(cacheOf(request), commit);
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
  return { folder, files: wanted, source: `${hub.endpoint}/${source} at ${commit}`, license };
}

function cacheOf({ cache, source }: AddRequest): string {
  return join(cache, encodeURIComponent(source));
}

async function findConfigFolder(root: string, archive: string): Promise<string> {
  const paths = await readdir(root, { recursive: true });
  const configs = paths.filter((path) => basename(path) === 'config.json');
  const [shortest] = configs.toSorted((one, two) => one.length - two.length);
  if (shortest !== undefined) return join(root, dirname(shortest));
  throw new ModelFetchError(`${archive} holds no config.json, so no model`);
}

async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}
