import { describe, expect, it } from 'vitest';
import { median } from '../../../../bench/report/median';
import { quantile } from '../../../../bench/report/quantile';

describe('summing up times', () => {
  it('takes the nearest rank, and never a value between two', () => {
    const values = [5, 1, 4, 2, 3];
    expect([0, 0.2, 0.5, 0.95, 1].map((share) => quantile(values, share))).toEqual([1, 1, 3, 5, 5]);
  });

  it('takes the mean of the two values in the middle', () => {
    expect(median([4, 1, 3])).toBe(3);
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });
});
