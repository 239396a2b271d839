import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { folders } from './folders';

/** The frozen log of user messages. */
export interface Log {
  texts: string[];
  sha256: string;
}

/**
 * Reads the log; it must be the frozen one, without a text twice and without one that the model was trained on.
 * @throws Error
 */
export async function readLog(): Promise<Log> {
  const bytes = await readFile(folders.log);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const [frozen] = (await readFile(folders.logSum, 'utf8')).split(' ');
  if (sha256 !== frozen) throw new Error(`${folders.log} has the sum ${sha256}; it was frozen with ${frozen}`);
  const texts = textsOf(bytes.toString());
  const known = new Set(await trainingTexts());
  for (const text of texts) {
    const key = alike(text);
    if (known.has(key)) throw new Error(`${JSON.stringify(text)} stands in the log twice, or in the training data`);
    known.add(key);
  }
  return { texts, sha256 };
}

async function trainingTexts(): Promise<string[]> {
  const data = `${folders.project}training/data/`;
  const names = (await readdir(data, { recursive: true })).filter((name) => name.endsWith('.jsonl'));
  const files = await Promise.all(names.map((name) => readFile(data + name, 'utf8')));
  return files.flatMap(textsOf).map(alike);
}

function textsOf(lines: string): string[] {
  return lines
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).text);
}

function alike(text: string): string {
  return text.trim().toLowerCase();
}
