import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { unzipSync } from 'fflate';
import { extract } from 'tar';
import { ModelFetchError } from '../../src/contract/errors';

/** Whether a path is that of an archive that can be unpacked. */
export function isArchive(path: string): boolean {
  return /\.(zip|tar|tgz|tar\.gz)$/i.test(path);
}

/** Unpacks a .zip, .tar or .tar.gz into a folder; nothing lands outside it. @throws ModelFetchError */
export async function unpackArchive(archive: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  try {
    if (!/\.zip$/i.test(archive)) {
      await extract({ file: archive, cwd: folder, strict: true });
      return;
    }
    for (const [path, bytes] of Object.entries(unzipSync(await readFile(archive)))) {
      if (path.endsWith('/')) continue;
      // Normalized from a root, a path cannot climb out.
      const target = join(folder, normalize(join('/', path)));
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, bytes);
    }
  } catch (error) {
    throw new ModelFetchError(`${archive} cannot be unpacked: ${(error as Error).message}`);
  }
}
