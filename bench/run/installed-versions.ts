import { readFile } from 'node:fs/promises';
import { folders } from './folders';

/** The installed versions of all that is measured. */
export async function installedVersions(): Promise<Record<string, string>> {
  const own = `${folders.project}node_modules/`;
  const peers = `${folders.project}bench/node_modules/`;
  const packages = {
    'flow-labels': folders.project,
    'flow-labels: onnxruntime-web': `${own}onnxruntime-web/`,
    '@huggingface/transformers': `${peers}@huggingface/transformers/`,
    '@huggingface/transformers: onnxruntime-web': `${peers}onnxruntime-web/`,
    '@xenova/transformers': `${peers}@xenova/transformers/`,
    '@xenova/transformers: onnxruntime-web': `${peers}@xenova/transformers/node_modules/onnxruntime-web/`,
    'onnxruntime-node': `${peers}onnxruntime-node/`,
  };
  const read = async ([name, folder]: [string, string]) => [name, await version(folder)] as const;
  return Object.fromEntries(await Promise.all(Object.entries(packages).map(read)));
}

async function version(folder: string): Promise<string> {
  return JSON.parse(await readFile(`${folder}package.json`, 'utf8')).version;
}
