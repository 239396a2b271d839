import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const MADE = 'worker/inference/small-runtime-relaxed.wasm';
const SOURCES = ['runtime/kept-functions.json', 'runtime/quantized-product.wat'];

/**
 * Installs the packages of a folder's lock file unless they are there; says so in one line on standard error.
 * @param {string} folder empty for the project's own, else with a slash at its end
 */
export function installPackages(folder = '') {
  if (areInstalled(folder)) {
    // npm makes it whenever it installs, but not when a checkout brings another record of what it holds.
    if (folder === '' && SOURCES.some((source) => isOlder(MADE, source))) prepare();
    return;
  }
  console.error(`flow-labels: installing packages${folder && ` of ${folder}`} (npm ci) …`);
  // What npm prints goes to standard error: standard output belongs to the command that is run.
  const npm = spawnSync('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root + folder,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (npm.status === 0) return;
  console.error('flow-labels: npm ci failed; see its message above, then run this again.');
  process.exit(1);
}

// npm notes what it has installed; packages for other machines are optional and not among it.
/** @param {string} folder */
function areInstalled(folder) {
  const wanted = readLock(`${folder}package-lock.json`);
  const installed = readLock(`${folder}node_modules/.package-lock.json`);
  return Object.entries(wanted ?? {}).every(
    ([path, { version, optional }]) => path === '' || optional || installed?.[path]?.version === version,
  );
}

/** @param {string} made @param {string} source */
function isOlder(made, source) {
  const madeAt = statSync(root + made, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return madeAt < statSync(root + source).mtimeMs;
}

function prepare() {
  const { status } = spawnSync('npm', ['run', '--silent', 'prepare'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(1);
}

/** @param {string} path @returns {Record<string, { version?: string, optional?: boolean }> | undefined} */
function readLock(path) {
  try {
    return JSON.parse(readFileSync(`${root}${path}`, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
