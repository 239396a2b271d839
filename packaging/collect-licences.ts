import { readdir, readFile } from 'node:fs/promises';
import type { OutputChunk } from 'rolldown';

/** Collects name, version, licence and licence text of every package whose code is in the chunks. */
export async function collectLicences(chunks: readonly OutputChunk[]): Promise<string> {
  const folders = new Set(chunks.flatMap(({ moduleIds }) => moduleIds).flatMap((id) => packageFolder(id) ?? []));
  const licences = await Promise.all([...folders].sort().map(describe));
  return `The scripts of flow-labels contain these packages.\n\n${licences.join('\n\n')}`;
}

function packageFolder(moduleId: string): string | undefined {
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+\//.exec(moduleId)?.[0];
}

async function describe(folder: string): Promise<string> {
  const { name, version, license } = JSON.parse(await readFile(`${folder}package.json`, 'utf8'));
  const file = (await readdir(folder)).find((file) => /^licen[cs]e/i.test(file));
  const text = file ? await readFile(folder + file, 'utf8') : '';
  return `${'='.repeat(80)}\n${name} ${version}: ${license}\n\n${text.trim()}\n`;
}
