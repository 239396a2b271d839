import { ModelFetchError } from '../../src/contract/errors';
import { modelsFolder } from './models-folder';

/** The address of what an entry of a registry file calls by its path. @throws ModelFetchError when there is none */
export function addressFrom(registryFile: string, path: string): string {
  try {
    return new URL(path, modelsFolder(registryFile)).href;
  } catch {
    throw new ModelFetchError(
      `the path ${JSON.stringify(path)} leads nowhere from ${registryFile}; give a whole address`,
    );
  }
}
