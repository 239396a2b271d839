import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { buildPackage } from '../../packaging/build-package';
import { ROOT } from '../../packaging/package-files';

/** Builds the package, packs it into a folder, and gives the tarball's path. */
export async function packPackage(folder: string): Promise<string> {
  await buildPackage();
  // `prepack` would build it once more.
  const values = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder, '--loglevel=error'];
  const [{ filename }] = JSON.parse(execFileSync('npm', values, { cwd: ROOT, encoding: 'utf8' }));
  return join(folder, filename);
}
