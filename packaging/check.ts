import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { create } from 'tar';
import { buildPackage } from './build-package';
import { findEntries, subPathOf } from './find-entries';
import { DIST, ROOT } from './package-files';

await buildPackage();
const folder = await mkdtemp(join(tmpdir(), 'flow-labels-'));
try {
  const tarball = join(folder, 'package.tgz');
  // Without the models and the runtime, which weigh much and have no types.
  const built = (await readdir(DIST, { recursive: true })).filter((file) => /\.(js|d\.ts)$/.test(file));
  const files = ['package.json', 'LICENSE', 'README.md', ...built.map((file) => join('dist', file))];
  await create({ file: tarball, cwd: ROOT, gzip: true, prefix: 'package' }, files);
  const faults = [...(await lint(tarball)), ...resolveTypes(tarball)];
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  await rm(folder, { recursive: true });
}

async function lint(tarball: string): Promise<string[]> {
  const { buffer } = new Uint8Array(await readFile(tarball));
  const { messages, pkg } = await publint({ pack: { tarball: buffer }, strict: true });
  // Which files a pattern must match is known from the source: each of them is resolved below.
  const told = messages.filter(({ code }) => code !== 'EXPORTS_GLOB_NO_MATCHED_FILES');
  return told.map((message) => `publint: ${formatMessage(message, pkg) ?? message.code}`);
}

function resolveTypes(tarball: string): string[] {
  const attw = join(ROOT, 'node_modules/@arethetypeswrong/cli/dist/index.js');
  // The package is for import alone; that require cannot read it is no fault.
  const values = [tarball, '--profile', 'esm-only', '--format', 'ascii', '--no-color', '--entrypoints'];
  const entries = findEntries().map(subPathOf);
  const { status, stdout, stderr } = spawnSync(process.execPath, [attw, ...values, ...entries], { encoding: 'utf8' });
  return status === 0 ? [] : [`attw: ${stdout}${stderr}`];
}
