import { expect, it } from 'vitest';
import { threadCount } from '../../../../worker/inference/thread-count';

it('is 1 where the page is not cross-origin isolated', () => {
  expect(threadCount('auto', false, 8)).toBe(1);
  expect(threadCount(4, false, 8)).toBe(1);
});

it('is what was asked for where it is', () => {
  expect(threadCount(1, true, 8)).toBe(1);
  expect(threadCount(3, true, 8)).toBe(3);
});

it('auto takes the cores, up to four', () => {
  expect([1, 2, 4, 16].map((cores) => threadCount('auto', true, cores))).toEqual([1, 2, 4, 4]);
});
