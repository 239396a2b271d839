import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createPace } from '../../../../src/live/create-pace';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('starts the first work at once, and then the newest at most once an interval', () => {
  const started: string[] = [];
  const pace = createPace(500);
  for (let at = 0; at < 20; at += 1) {
    pace.next(() => started.push(`${at * 100} ms`));
    vi.advanceTimersByTime(100);
  }
  expect(started).toEqual(['0 ms', '400 ms', '900 ms', '1400 ms', '1900 ms']);
});

it('starts at once again after a pause', () => {
  let starts = 0;
  const pace = createPace(500);
  pace.next(() => starts++);
  vi.advanceTimersByTime(501);
  pace.next(() => starts++);
  expect(starts).toBe(2);
});

it('drops what waits, and goes on with what comes later', () => {
  const started: string[] = [];
  const pace = createPace(500);
  pace.next(() => started.push('first'));
  pace.next(() => started.push('dropped'));
  pace.drop();
  vi.advanceTimersByTime(2000);
  pace.next(() => started.push('later'));
  expect(started).toEqual(['first', 'later']);
  expect(vi.getTimerCount()).toBe(0);
});
