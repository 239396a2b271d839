import { describe, expect, it } from 'vitest';
import { readAnswers } from '../../../../worker/classifiers/read-answers';

const LABELS = ['OTHER', 'a', 'b', 'c'];
const reading = { scores: 'softmax', choice: 'all', threshold: 0, other: 'OTHER' } as const;
const call = { threshold: undefined, top: undefined, choice: undefined };
const read = (...of: Parameters<typeof readAnswers>) => readAnswers(...of).answers;
const names = (answers: { answer: string }[]) => answers.map(({ answer }) => answer);

describe('softmax', () => {
  it('gives scores that sum to 1, highest first', () => {
    const answers = read([1, 3, 2, 0], LABELS, reading, call);
    expect(names(answers)).toEqual(['a', 'b', 'OTHER', 'c']);
    expect(answers[0]?.score).toBeCloseTo(0.6439, 4);
    expect(answers.reduce((sum, { score }) => sum + score, 0)).toBeCloseTo(1, 12);
  });

  it('stands logits of any size', () => {
    expect(read([1000, 0, 0, -1000], LABELS, reading, call)[0]).toMatchObject({ answer: 'OTHER', score: 1 });
  });

  it('keeps the index order of equal scores', () => {
    expect(names(read([0, 0, 0, 0], LABELS, reading, call))).toEqual(LABELS);
  });

  it('of NaN answers nothing', () => {
    expect(read([Number.NaN, 0, 0, 0], LABELS, reading, call)).toEqual([]);
  });
});

describe('sigmoid', () => {
  it('gives each label a score of its own', () => {
    const answers = read([0, 0, 4, -4], LABELS, { ...reading, scores: 'sigmoid' }, call);
    expect(answers.map(({ answer, score }) => [answer, score.toFixed(4)])).toEqual([
      ['b', '0.9820'],
      ['OTHER', '0.5000'],
      ['a', '0.5000'],
      ['c', '0.0180'],
    ]);
  });
});

describe('the threshold', () => {
  const sigmoid = { ...reading, scores: 'sigmoid' } as const;

  it('keeps a score that equals it', () => {
    expect(names(read([0, 1, -1, -1], LABELS, { ...sigmoid, threshold: 0.5 }, call))).toEqual(['a', 'OTHER']);
  });

  it('of the call goes before that of the entry', () => {
    const answers = read([0, 1, -1, -1], LABELS, { ...sigmoid, threshold: 0.9 }, { ...call, threshold: 0.6 });
    expect(names(answers)).toEqual(['a']);
  });
});

describe('the choice', () => {
  it('best is one answer, the other label included', () => {
    expect(read([9, 1, 2, 3], LABELS, { ...reading, choice: 'best' }, call)).toMatchObject([
      { answer: 'OTHER', other: true },
    ]);
  });

  it('first is the first by index above the threshold that is not the other label', () => {
    const first = { ...reading, choice: 'first', threshold: 0.3 } as const;
    expect(names(read([1, 0, 1.9, 2], LABELS, first, call))).toEqual(['b']);
    expect(read([9, 0, 0, 0], LABELS, first, call)).toEqual([]);
  });

  it('first takes no score that only equals the threshold', () => {
    const first = { ...reading, scores: 'sigmoid', choice: 'first', threshold: 0.5 } as const;
    expect(names(read([0, 0, 1, 1], LABELS, first, call))).toEqual(['b']);
  });

  it('all gives at most as many as the call asks for', () => {
    expect(names(read([1, 2, 3, 4], LABELS, reading, { ...call, top: 2 }))).toEqual(['c', 'b']);
  });
});

describe('the best score', () => {
  it('is that of the highest label before threshold and choice, the other label included', () => {
    const strict = { ...reading, threshold: 0.99, choice: 'first' } as const;
    const { answers, best } = readAnswers([3, 1, 2, 0], LABELS, strict, call);
    expect(answers).toEqual([]);
    expect(best).toBeCloseTo(0.6439, 4);
  });

  it('of NaN is 0', () => {
    expect(readAnswers([Number.NaN, 0, 0, 0], LABELS, reading, call).best).toBe(0);
  });
});
