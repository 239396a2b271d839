import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildPackage } from '../../packaging/build-package';
import { ROOT } from '../../packaging/package-files';

declare module 'vitest' {
  interface ProvidedContext {
    /** A project that has installed the packed package, and nothing else. */
    consumer: string;
  }
}

/** Builds and packs the package, and installs the tarball in an empty project, once for all its tests. */
export default async function installPackage({ provide }: TestProject): Promise<() => Promise<void>> {
  const consumer = await mkdtemp(join(tmpdir(), 'flow-labels-'));
  const npm = (folder: string, ...values: string[]) =>
    execFileSync('npm', [...values, '--loglevel=error'], { cwd: folder, encoding: 'utf8' });
  await buildPackage();
  // `prepack` would build it once more.
  const [{ filename }] = JSON.parse(npm(ROOT, 'pack', '--ignore-scripts', '--json', '--pack-destination', consumer));
  await writeFile(join(consumer, 'package.json'), '{ "private": true, "type": "module" }');
  npm(consumer, 'install', `./${filename}`, '--offline', '--no-audit', '--no-fund');
  provide('consumer', consumer);
  return () => rm(consumer, { recursive: true });
}
