import { expect, it } from 'vitest';
import { createHistoryQueue } from '../../../../src/live/create-history-queue';

const later = () => new Promise((resolve) => setTimeout(resolve, 1));

it('runs what was there before it was ready newest first, one at a time', async () => {
  const ran: number[] = [];
  let running = 0;
  const queue = createHistoryQueue<number>(later(), async (item) => {
    running += 1;
    expect(running).toBe(1);
    ran.push(item);
    await later();
    running -= 1;
  });
  for (const item of [1, 2, 3, 4]) queue.add(item);
  await expect.poll(() => ran).toEqual([4, 3, 2, 1]);
  queue.add(5);
  await expect.poll(() => ran.at(-1)).toBe(5);
});

it('puts what is added meanwhile before older ones, and forgets what waits', async () => {
  const ran: number[] = [];
  const queue = createHistoryQueue<number>(Promise.resolve(), async (item) => {
    ran.push(item);
    if (item === 2) queue.add(9);
    if (item === 9) queue.clear();
    await later();
  });
  queue.add(1);
  queue.add(2);
  await expect.poll(() => ran).toEqual([2, 9]);
  await later();
  await later();
  expect(ran).toEqual([2, 9]);
});
