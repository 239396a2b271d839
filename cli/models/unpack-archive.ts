import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import JSZip from 'jszip';
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
    if (/\.zip$/i.test(archive)) await unzip(archive, folder);
    else await extract({ file: archive, cwd: folder, strict: true });
  } catch (error) {
    throw new ModelFetchError(`${archive} cannot be unpacked: ${(error as Error).message}`);
  }
}

async function unzip(archive: string, folder: string): Promise<void> {
  const zip = await JSZip.loadAsync(await readFile(archive), { checkCRC32: true });
  for (const file of Object.values(zip.files).filter(({ dir }) => !dir)) {
    // Normalized from a root, a path cannot climb out.
    const target = join(folder, normalize(join('/', file.name)));
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, await file.async('nodebuffer'));
  }
}
