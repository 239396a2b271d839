import { readFile } from 'node:fs/promises';
import { createTokenizer, type TextTokenizer } from '../../worker/text/tokenizer';
import { folders } from './folders';

/** The parts of the shipped model that the bench runs elsewhere too. */
export interface ShippedModel {
  graph: Uint8Array;
  tokenizerJson: string;
  tokenizer: TextTokenizer;
  labels: string[];
  maxTokens: number;
  config: Record<string, unknown>;
}

/** The output that is compared. */
export const OUTPUT = 'user_logits';

/** Reads the shipped model's folder by its manifest. */
export async function readModel(): Promise<ShippedModel> {
  const manifest = JSON.parse(await readFile(`${folders.model}manifest.json`, 'utf8'));
  const file = (role: string) => readFile(folders.model + manifest.files[role].path);
  // What the manifest names holds the same in a form that the peers do not read.
  const tokenizerJson = await readFile(`${folders.model}tokenizer.json`, 'utf8');
  return {
    graph: await file('model'),
    tokenizerJson,
    tokenizer: createTokenizer(JSON.parse(tokenizerJson), manifest.maxTokens),
    labels: manifest.outputs[OUTPUT].labels,
    maxTokens: manifest.maxTokens,
    config: JSON.parse((await file('config')).toString()),
  };
}
