import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../../packaging/package-files';

const NOT_SOURCE = new Set(['node_modules', 'dist', '.next']);

const run = promisify(execFile);

/**
 * Copies an example to a folder of its own, installs the packed package and all that its `package.json` pins, builds
 * it by its own script, and gives the folder.
 *
 * There is no lock file: it would hold the hash of the package, which changes with every build.
 */
export async function installExample(name: string, tarball: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `flow-labels-${name}-`));
  try {
    await cp(join(ROOT, 'examples', name), folder, {
      recursive: true,
      filter: (path) => !NOT_SOURCE.has(basename(path)),
    });
    // What would otherwise be asked of the network is already in npm's cache where the project itself uses it.
    await writeFile(join(folder, '.npmrc'), 'prefer-offline=true\naudit=false\nfund=false\nloglevel=error\n');
    await npm(folder, 'install', '--no-package-lock', tarball);
    await npm(folder, 'run', '--silent', 'build');
    return folder;
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function npm(folder: string, ...values: string[]): Promise<void> {
  // The tests run in the mode "test", which is none to build in.
  const { NODE_ENV: _, ...given } = process.env;
  const env = { ...given, NEXT_TELEMETRY_DISABLED: '1' };
  try {
    await run('npm', values, { cwd: folder, env, maxBuffer: 2 ** 26, shell: process.platform === 'win32' });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`npm ${values.join(' ')} failed:\n${stdout}${stderr}`, { cause: error });
  }
}
