import { expect, it } from 'vitest';
import { labelledOnce, sayAll } from './say-all';
import { useExample } from './use-example';

const example = useExample('vue');

it('a chat in Vue gets one label a message, and a provisional one of what is streamed', async () => {
  const { page, faults } = await example.open();
  expect(await sayAll(page)).toEqual(labelledOnce());
  expect(faults).toEqual([]);
});
