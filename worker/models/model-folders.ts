import type { LoadProgress } from '../../src/contract/load-progress';
import type { FileSource } from '../assets/file-source';
import type { Manifest } from '../assets/manifest';
import { loadOnce } from '../load-once';
import { addressFrom } from './address-from';
import type { OnFolderProgress } from './load-files';
import { loadManifest } from './load-manifest';
import type { ModelFolder } from './model-folder';

type LoadModel<M> = (
  source: FileSource,
  folder: string,
  manifest: Manifest,
  onProgress: OnFolderProgress,
) => Promise<M>;

/** Finds the folder at a path of a registry file. */
export type FindFolder<M> = (path: string, file: string) => ModelFolder<M>;

/** The model folders of a registry. */
export interface ModelFolders {
  manifest(path: string, file: string): Promise<Manifest>;
  /** The folders whose models are loaded so; what lies at one address is loaded once. */
  of<M>(loadModel: LoadModel<M>): FindFolder<M>;
}

/** Creates the model folders of a registry; each manifest is loaded once, whatever its folder's models are. */
export function createModelFolders(source: FileSource, onProgress: (progress: LoadProgress) => void): ModelFolders {
  const manifests = loadOnce((folder) => loadManifest(source.fetch, folder));

  return {
    manifest: async (path, file) => manifests.load(folderAddress(path, file)),
    of(loadModel) {
      const paths = new Map<string, string>();
      const models = loadOnce(async (folder) => {
        try {
          const report: OnFolderProgress = (progress) => onProgress({ path: paths.get(folder) ?? folder, ...progress });
          return await loadModel(source, folder, await manifests.load(folder), report);
        } catch (error) {
          // It may be the manifest that is out of date.
          manifests.forget(folder);
          throw error;
        }
      });
      return (path, file) => {
        const load = <T>(from: { load(folder: string): Promise<T> }) => {
          const folder = folderAddress(path, file);
          paths.set(folder, path);
          return from.load(folder);
        };
        return { manifest: async () => load(manifests), model: async () => load(models) };
      };
    },
  };
}

function folderAddress(path: string, file: string): string {
  return addressFrom(file, `${path.replace(/\/+$/, '')}/`);
}
