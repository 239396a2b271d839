import { expect, test } from 'vitest';
import { inBareWorker } from '../../../runtime/in-bare-worker';

const surroundings = () => [
  typeof self,
  'WorkerGlobalScope' in globalThis,
  globalThis.navigator?.language,
  typeof Reflect.get(Atomics, 'waitAsync'),
];

test('what runs takes the realm for a worker without a language, and all is as before when it has ended', async () => {
  const before = surroundings();
  const meanwhile = inBareWorker(async () => surroundings());
  expect(await meanwhile).toEqual(['object', true, undefined, 'undefined']);
  expect(surroundings()).toEqual(before);
  await expect(inBareWorker(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(surroundings()).toEqual(before);
});
