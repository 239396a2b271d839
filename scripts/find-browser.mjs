import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const MAC_PATHS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * Finds the path of a Chromium: the one named in CHROMIUM_PATH, the system's, Playwright's own, or Debian's package,
 * the last two installed when missing. Says in one line which. Exits with status 1 when there is none to be had.
 */
export async function findBrowser() {
  const given = process.env.CHROMIUM_PATH;
  if (given) return say(given, 'CHROMIUM_PATH');
  const system = systemBrowser();
  if (system) return say(system, 'the system');
  const { chromium } = await import('playwright');
  if (starts(chromium.executablePath())) return say(chromium.executablePath(), 'Playwright');
  console.error('flow-labels: no Chromium found; installing Playwright’s …');
  const cli = fileURLToPath(new URL('../node_modules/playwright/cli.js', import.meta.url));
  if (run(process.execPath, [cli, 'install', 'chromium']) && starts(chromium.executablePath())) {
    return say(chromium.executablePath(), 'Playwright');
  }
  console.error('flow-labels: Playwright’s cannot be had; installing Debian’s package (apt-get install chromium) …');
  run('apt-get', ['update', '-qq']);
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
  const debian = systemBrowser();
  if (debian) return say(debian, 'Debian');
  console.error('flow-labels: no Chromium to be had; install one, or set CHROMIUM_PATH to it, and run this again.');
  process.exit(1);
}

function systemBrowser() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const paths = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...paths, ...MAC_PATHS].find(starts);
}

// Some systems have a stand-in of that name, or a browser whose libraries are missing.
/** @param {string} path */
function starts(path) {
  return existsSync(path) && spawnSync(path, ['--version'], { timeout: 30_000 }).status === 0;
}

/** @param {string} path @param {string} from */
function say(path, from) {
  console.error(`flow-labels: using the Chromium of ${from}: ${path}`);
  return path;
}

/** @param {string} command @param {string[]} values */
function run(command, values) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(command, values, { stdio: ['ignore', 'ignore', 'ignore'], env, timeout: 600_000 }).status === 0;
}
