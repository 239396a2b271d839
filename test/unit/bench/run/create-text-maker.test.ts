import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { createTextMaker } from '../../../../bench/run/create-text-maker';
import { readLog } from '../../../../bench/run/read-log';
import { createTokenizer } from '../../../../worker/text/tokenizer';

const tokenizerJson = await readFile(new URL('../../../../public/models/flow/tokenizer.json', import.meta.url), 'utf8');
const { texts } = await readLog();

describe('the texts of the bench', () => {
  it('are the frozen log of a thousand, none of them known from training', () => {
    expect(texts).toHaveLength(1000);
  });

  it('have exactly the tokens that are asked for, and never come twice', () => {
    const make = createTextMaker(texts, tokenizerJson);
    const { tokenize } = createTokenizer(JSON.parse(tokenizerJson), 512);
    const lengths = [8, 16, 64, 256, 300].flatMap((length) => Array.from({ length: 40 }, () => length));
    const made = lengths.map(make);
    expect(made.map((text) => tokenize(text).length)).toEqual(lengths);
    expect(new Set(made).size).toBe(made.length);
  });
});
