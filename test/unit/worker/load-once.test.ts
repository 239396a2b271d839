import { expect, it } from 'vitest';
import { loadOnce } from '../../../worker/load-once';

it('loads a key once for all who ask', async () => {
  let loads = 0;
  const { load } = loadOnce(async (key) => `${key} ${++loads}`);
  expect(await Promise.all([load('a'), load('a'), load('b')])).toEqual(['a 1', 'a 1', 'b 2']);
  expect(await load('a')).toBe('a 1');
});

it('forgets a load that failed, so that the next call tries again', async () => {
  let loads = 0;
  const { load } = loadOnce(async () => {
    loads += 1;
    if (loads === 1) throw new Error('offline');
    return 'there';
  });
  await expect(Promise.all([load('a'), load('a')])).rejects.toThrow('offline');
  expect(await load('a')).toBe('there');
});

it('loads anew what it was told to forget', async () => {
  let loads = 0;
  const { load, forget } = loadOnce(async () => ++loads);
  expect(await load('a')).toBe(1);
  forget('a');
  expect(await load('a')).toBe(2);
});
