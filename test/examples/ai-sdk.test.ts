import { expect, it } from 'vitest';
import { INSTANT_LABELS } from './instant-labels';
import { expectConversation, sayAll } from './say-all';
import { useExample } from './use-example';

const example = useExample('ai-sdk');

it('`useChat` of the AI SDK gets one label a message, provisional ones of what is streamed', async () => {
  const { page, faults } = await example.open();
  expectConversation(await sayAll(page), INSTANT_LABELS);
  expect(faults).toEqual([]);
});
