import { expect, it } from 'vitest';
import { orLate } from '../../../src/or-late';

const after = <T>(ms: number, value: T) => new Promise<T>((resolve) => setTimeout(() => resolve(value), ms));

it('gives what comes in time, and its error', async () => {
  expect(await orLate(Promise.resolve('answer'), 60_000, 'late')).toBe('answer');
  await expect(orLate(Promise.reject(new Error('no')), 60_000, 'late')).rejects.toThrow('no');
});

it('gives `late` for what comes after the limit', async () => {
  expect(await orLate(after(2000, 'answer'), 20, 'late')).toBe('late');
});

it('gives `late` for what failed after the limit', async () => {
  const work = after(50, '').then(() => Promise.reject(new Error('no')));
  expect(await orLate(work, 10, 'late')).toBe('late');
});

it('goes by the clock where the timer comes late, as in a hidden tab', async () => {
  const work = (async () => {
    const endsAt = performance.now() + 50;
    while (performance.now() < endsAt);
    return 'answer';
  })();
  expect(await orLate(work, 1, 'late')).toBe('answer');
  const blocked = Promise.resolve().then(() => {
    const endsAt = performance.now() + 50;
    while (performance.now() < endsAt);
    return 'answer';
  });
  expect(await orLate(blocked, 10, 'late')).toBe('late');
});

it('stands limits longer than a timer can be', async () => {
  expect(await orLate(after(20, 'answer'), 1e12, 'late')).toBe('answer');
});
