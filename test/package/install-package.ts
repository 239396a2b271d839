import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { packPackage } from './pack-package';

declare module 'vitest' {
  interface ProvidedContext {
    /** A project that has installed the packed package, and nothing else. */
    consumer: string;
  }
}

/** Builds and packs the package, and installs the tarball in an empty project, once for all its tests. */
export default async function installPackage({ provide }: TestProject): Promise<() => Promise<void>> {
  const consumer = await mkdtemp(join(tmpdir(), 'flow-labels-'));
  const tarball = await packPackage(consumer);
  await writeFile(join(consumer, 'package.json'), '{ "private": true, "type": "module" }');
  const values = ['install', tarball, '--offline', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', values, { cwd: consumer, encoding: 'utf8' });
  provide('consumer', consumer);
  return () => rm(consumer, { recursive: true });
}
