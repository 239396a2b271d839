import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { hashedNgrams } from '../../../../worker/text/hashed-ngrams';

const read = (path: string) => JSON.parse(readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8'));
const oracle: { text: string; count: number; sum: number; first: number[] }[] = read('test/oracle/instant.json').texts;

it('reads the same n-grams as training does, number by number', () => {
  expect(oracle.length).toBeGreaterThanOrEqual(500);
  const different = oracle.filter(({ text, count, sum, first }) => {
    const numbers = hashedNgrams(text);
    const total = numbers.reduce((one, two) => one + two, 0);
    return numbers.length !== count || total !== sum || numbers.slice(0, 20).join() !== first.join();
  });
  expect(different).toEqual([]);
});

it('reads capitals, curved apostrophes and hard spaces as plain ones', () => {
  expect(hashedNgrams('THAT’S\u00a0wrong')).toEqual(hashedNgrams("that's wrong"));
});

it('reads the ends of a text even where it is empty', () => {
  expect(hashedNgrams('')).toHaveLength(1);
});
