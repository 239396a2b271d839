import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = `${root}node_modules/.flow-labels-lock`;

/** Installs the packages of the lock file unless exactly they are there; says so in one line on standard error. */
export function installPackages() {
  const lock = createHash('sha256')
    .update(readFileSync(`${root}package-lock.json`))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.error('flow-labels: installing packages (npm ci) …');
  // What npm prints goes to standard error: standard output belongs to the command that is run.
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) {
    console.error('flow-labels: npm ci failed; see its message above, then run this again.');
    process.exit(1);
  }
  writeFileSync(stamp, lock);
}
