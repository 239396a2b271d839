import type { Classifiers, ClassifyOptions } from '../src/index';

/** One line of the output, and whether it stands for a line that could not be classified. */
export interface ClassifiedLine {
  text: string;
  failed: boolean;
}

/**
 * Classifies JSON lines `{"text": …}` one after the other: yields the same object with its `answers`, or with an
 * `error` in its place, and goes on.
 */
export async function* classifyLines(
  lines: AsyncIterable<string>,
  classifiers: Pick<Classifiers, 'classify'>,
  name: string,
  options: ClassifyOptions,
): AsyncGenerator<ClassifiedLine> {
  for await (const line of lines) {
    let row: { text?: unknown } = {};
    try {
      row = parseLine(line);
      const answers = await classifiers.classify(name, row.text as string, options);
      yield { text: JSON.stringify({ ...row, answers }), failed: false };
    } catch (error) {
      const { name: kind, message } = error as Error;
      yield { text: JSON.stringify({ ...row, error: `${kind}: ${message}` }), failed: true };
    }
  }
}

function parseLine(line: string): { text: string } {
  const value: unknown = JSON.parse(line.replace(/^\uFEFF/, ''));
  if (typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string') {
    return value as { text: string };
  }
  throw new TypeError(`${line.slice(0, 80)} is no object with a "text" of type string`);
}
