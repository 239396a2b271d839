import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { findBrowser } from './find-browser.mjs';
import { installPackages } from './install-packages.mjs';

/**
 * Runs Vitest with the command's own arguments after the given ones, and ends as it ends; packages and browser are
 * installed when missing.
 * @param {...string} values
 */
export async function runTests(...values) {
  installPackages();
  process.env.CHROMIUM_PATH = await findBrowser();
  const root = fileURLToPath(new URL('..', import.meta.url));
  const vitest = `${root}node_modules/vitest/vitest.mjs`;
  const { status } = spawnSync(process.execPath, [vitest, 'run', ...values, ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
  });
  process.exit(status ?? 1);
}
