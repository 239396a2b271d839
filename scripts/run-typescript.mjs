import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * Runs a TypeScript program of this project with the command's own arguments, and ends as it ends.
 * @param {string} path from the project's root
 */
export function runTypescript(path) {
  const script = fileURLToPath(new URL(`../${path}`, import.meta.url));
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', script, ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  process.exit(status ?? 1);
}
