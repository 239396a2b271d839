import { expect, it } from 'vitest';
import { orAborted } from '../../../src/or-aborted';

it('settles as the work does', async () => {
  expect(await orAborted(Promise.resolve(1), undefined)).toBe(1);
  await expect(orAborted(Promise.reject(new Error('no')), new AbortController().signal)).rejects.toThrow('no');
});

it('rejects with the reason of the signal that is aborted', async () => {
  const [one, two] = [new AbortController(), new AbortController()];
  const work = orAborted(new Promise(() => {}), one.signal, undefined, two.signal);
  two.abort(new Error('the worker ended'));
  await expect(work).rejects.toThrow('the worker ended');
  await expect(orAborted(Promise.resolve(1), two.signal)).rejects.toThrow('the worker ended');
});

it('leaves no listener behind', async () => {
  const controller = new AbortController();
  let listeners = 0;
  const { signal } = controller;
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (...values: Parameters<typeof add>) => {
    listeners += 1;
    add(...values);
  };
  signal.removeEventListener = (...values: Parameters<typeof remove>) => {
    listeners -= 1;
    remove(...values);
  };
  await orAborted(Promise.resolve(1), signal);
  await orAborted(Promise.reject(new Error('no')), signal).catch(() => {});
  await new Promise((resolve) => setTimeout(resolve));
  expect(listeners).toBe(0);
});
