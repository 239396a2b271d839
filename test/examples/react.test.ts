import { expect, it } from 'vitest';
import { INSTANT_LABELS } from './instant-labels';
import { expectConversation, sayAll } from './say-all';
import { useExample } from './use-example';

const example = useExample('react');

it('a chat in React labels each message once, provisionally while it is streamed', async () => {
  const { page, faults } = await example.open();
  expectConversation(await sayAll(page), INSTANT_LABELS);
  expect(faults).toEqual([]);
});
