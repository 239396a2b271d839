import { describe, expect, it } from 'vitest';
import { compare } from '../../../../bench/report/compare';

const values = {
  'first-fresh': { ours: [100, 200, 100], xenova: [300, 400, 400] },
  'log-single': { ours: [60, 50, 40], xenova: [30, 25, 10] },
  'log-padded': { xenova: [6, 5, 4] },
  'longest-task': { ours: [0, 0, 0], xenova: [80, 90, 70] },
};

describe('comparing with another contender', () => {
  it('sets times against each other round by round, theirs over ours', () => {
    const row = { measure: 'first-fresh', title: '', unit: 'ms', better: 'less' } as const;
    expect(compare(values, row, 'xenova')).toEqual({ median: 3, least: 2, most: 4 });
  });

  it('sets speeds against each other the other way round', () => {
    const row = { measure: 'log-single', title: '', unit: 'a second', better: 'more' } as const;
    expect(compare(values, row, 'xenova')).toEqual({ median: 2, least: 2, most: 4 });
  });

  it('sets another way of theirs against our one way', () => {
    const row = { measure: 'log-padded', title: '', unit: 'a second', better: 'more', against: 'log-single' } as const;
    expect(compare(values, row, 'xenova')).toEqual({ median: 10, least: 10, most: 10 });
  });

  it('gives no ratio where ours is nothing, or the other one was not measured', () => {
    const row = { measure: 'longest-task', title: '', unit: 'task', better: 'less' } as const;
    expect(compare(values, row, 'xenova')).toBeUndefined();
    expect(compare(values, row, 'native')).toBeUndefined();
  });
});
