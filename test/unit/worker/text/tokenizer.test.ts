import { readFileSync } from 'node:fs';
import { Tokenizer } from '@huggingface/tokenizers';
import { describe, expect, it } from 'vitest';
import { createTokenizer } from '../../../../worker/text/tokenizer';

const read = (path: string) => JSON.parse(readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8'));
const definition = read('public/models/flow/tokenizer.json');
const { maxTokens } = read('public/models/flow/manifest.json');
const oracle: {
  texts: { text: string; ids: number[] }[];
  differences: { text: string; why: string; ids: number[] }[];
} = read('test/oracle/tokenizer.json');
const { tokenize } = createTokenizer(definition, maxTokens);
const idOf = (piece: string): number => definition.model.vocab[piece];

describe('token ids', () => {
  it('equal those of the Python tokenizers package on every text of the oracle', () => {
    expect(oracle.texts.length).toBeGreaterThanOrEqual(500);
    const different = oracle.texts.filter(({ text, ids }) => tokenize(text).join() !== ids.join());
    expect(different).toEqual([]);
  });

  it.each(oracle.differences)('differ where it is known: $why ($text)', ({ text, ids }) => {
    expect(tokenize(text)).not.toEqual(ids);
  });
});

describe('word pieces in a list', () => {
  it('are those of the tokenizer.json beside it, in the order of their ids', () => {
    const { model, ...rest } = read('public/models/flow/tokenizer.list.json');
    expect(Object.fromEntries(model.vocab.map((piece: string, id: number) => [piece, id]))).toEqual(
      definition.model.vocab,
    );
    expect({ ...rest, model: { ...model, vocab: definition.model.vocab } }).toEqual(definition);
  });

  it('give the same token ids', () => {
    const listed = createTokenizer(read('public/models/flow/tokenizer.list.json'), maxTokens);
    for (const { text } of oracle.texts) expect(listed.tokenize(text)).toEqual(tokenize(text));
    expect(listed.paddingId).toBe(createTokenizer(definition, maxTokens).paddingId);
  });
});

describe('truncation', () => {
  it('keeps the first tokens and the closing special token', () => {
    const ids = tokenize('word '.repeat(1000));
    expect(ids).toHaveLength(256);
    expect([ids[0], ids.at(-1)]).toEqual([idOf('[CLS]'), idOf('[SEP]')]);
  });

  it('leaves a text alone that just fits', () => {
    expect(tokenize('word '.repeat(254))).toHaveLength(256);
    expect(tokenize('word '.repeat(253))).toHaveLength(255);
  });

  it('gives the same tokens when only the start of a long text is encoded', () => {
    const whole = new Tokenizer(definition, {});
    const texts = ['harbour, ', '漢字', '... ', 'pneumonoultramicroscopic', '😀 ', 'x'.repeat(90), '\n\n  ', '[SEP]'];
    for (const text of texts) {
      for (const repeats of [300, 317, 5000]) {
        const long = `start ${text.repeat(repeats)} end`;
        expect(tokenize(long).slice(0, -1)).toEqual(whole.encode(long).ids.slice(0, tokenize(long).length - 1));
      }
    }
  });

  it('is at the length that the model gives', () => {
    const pieces = ['[CLS]', 'one', 'two', 'three', '[SEP]'];
    expect(createTokenizer(definition, 5).tokenize('one two three four five six')).toEqual(pieces.map(idOf));
  });
});
