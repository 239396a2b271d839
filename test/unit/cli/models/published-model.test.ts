import { describe, expect, it } from 'vitest';
import { parsePublishedConfig } from '../../../../cli/models/published-model';

const parse = (change: object) => parsePublishedConfig(JSON.stringify({ id2label: { 0: 'a', 1: 'b' }, ...change }));

describe('a published config', () => {
  it('has the labels in index order', () => {
    const id2label = Object.fromEntries([...'abcdefghijk'].entries());
    expect(parse({ id2label }).labels.join('')).toBe('abcdefghijk');
  });

  it.each([
    [{}, false],
    [{ problem_type: null }, false],
    [{ problem_type: 'single_label_classification' }, false],
    [{ problem_type: 'multi_label_classification' }, true],
    [{ id2label: { 0: 'toxic' } }, true],
  ])('%j: a score of its own for each label: %s', (change, hasSigmoid) => {
    expect(parse(change).hasSigmoid).toBe(hasSigmoid);
  });

  it('tells the longest input, which is shorter where positions start behind the padding', () => {
    expect(parse({ max_position_embeddings: 512, model_type: 'bert' }).longestInput).toBe(512);
    expect(parse({ max_position_embeddings: 514, model_type: 'roberta', pad_token_id: 1 }).longestInput).toBe(512);
    expect(parse({ max_position_embeddings: 514, model_type: 'xlm-roberta', pad_token_id: 1 }).longestInput).toBe(512);
  });

  it('that says another problem than classification is refused', () => {
    expect(() => parse({ problem_type: 'regression' })).toThrow(/problem_type/);
  });
});
