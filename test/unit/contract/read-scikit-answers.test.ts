import { describe, expect, it } from 'vitest';
import { readScikitAnswers } from '../../../src/contract/read-scikit-answers';

const intents = ['a', 'b', 'c', 'd', 'e'];
const read = (row: number[], threshold = 0, call = {}) =>
  readScikitAnswers(row, { intents, threshold }, { threshold: undefined, top: undefined, ...call }).answers.map(
    ({ answer }) => answer,
  );

describe('a row of probabilities', () => {
  it('gives the first three, and keeps the order of equal ones', () => {
    expect(read([0.2, 0.2, 0.1, 0.3, 0.2])).toEqual(['d', 'a', 'b']);
  });

  it('is cut to three before classes without an intent are dropped', () => {
    expect(
      readScikitAnswers(
        [0.1, 0.2, 0.3, 0.4],
        { intents: ['a', 'b'], threshold: 0 },
        { threshold: undefined, top: undefined },
      ).answers,
    ).toEqual([{ answer: 'b', score: 0.2, other: false }]);
  });

  it('keeps what equals the threshold, and never what is not a number', () => {
    expect(read([0.5, Number.NaN, 0.49], 0.5)).toEqual(['a']);
  });

  it('has floats, of which 0.7 equals 0.7', () => {
    for (const score of [0.35, 0.6, 0.7, 0.9, 0.95]) {
      const row = Float32Array.of(score);
      expect(
        readScikitAnswers(row, { intents, threshold: score }, { threshold: undefined, top: undefined }).answers,
      ).toHaveLength(1);
    }
  });

  it('gives fewer by "top", of those that have an intent', () => {
    const call = { threshold: undefined, top: 1 };
    expect(readScikitAnswers([0.1, 0.2, 0.3, 0.4], { intents: ['a', 'b'], threshold: 0 }, call).answers).toHaveLength(
      1,
    );
  });

  it('obeys the call before the entry', () => {
    expect(read([0.5, 0.4, 0.3, 0.2, 0.1], 0.5, { threshold: 0.1, top: 4 })).toEqual(['a', 'b', 'c', 'd']);
  });
});

describe('the best score', () => {
  it('is the highest probability, whatever the threshold and the intents', () => {
    const call = { threshold: undefined, top: 1 };
    expect(readScikitAnswers([Number.NaN, 0.1, 0.4], { intents: ['a'], threshold: 0.9 }, call)).toEqual({
      answers: [],
      best: 0.4,
    });
    expect(readScikitAnswers([], { intents: [], threshold: 0 }, call).best).toBe(0);
  });
});
