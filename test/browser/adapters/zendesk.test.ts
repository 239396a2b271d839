import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ZendeskMessenger, zendesk } from '../../../src/adapters/zendesk';
import type { ChatMessage, Classifiers } from '../../../src/index';
import { connectFlow } from '../connect-flow';
import { listenTo, type Said, TEN } from './listen-to';

let classifiers: Classifiers;
beforeAll(async () => {
  classifiers = await connectFlow();
});
afterAll(() => classifiers.dispose());

/** A widget that asks its one callback before it shows a message, and shows what it gives back at once. */
function openWidget() {
  let beforeMessageDisplay: (message: unknown, data: unknown) => unknown = (message) => message;
  const zE: ZendeskMessenger = (_command, _key, callback) => {
    beforeMessageDisplay = callback;
  };
  return {
    zE,
    show: (messages: readonly object[]) =>
      messages.map((message) => beforeMessageDisplay(message, { conversation: { id: 'conversation' } })),
  };
}

const ofSdk = ({ role, text }: Said, at: number) => ({
  id: `id-${at}`,
  role: role === 'user' ? 'user' : 'business',
  type: 'text',
  text,
});
const ofApi = ({ role, text }: Said, at: number) => ({
  id: `id-${at}`,
  author: { type: role === 'user' ? 'user' : 'business' },
  content: { type: 'text', text },
});

describe('a chat of Zendesk messaging', () => {
  it.each<[string, (said: Said, at: number) => object]>([
    ['its SDK', ofSdk],
    ['its API', ofApi],
  ])('with messages in the shape of %s gets one label a message, also when all are shown again', async (_, shape) => {
    const { zE, show } = openWidget();
    const { expectEachOnce, stop } = listenTo(zE, zendesk, classifiers);
    const messages = TEN.map(shape);
    show(messages.slice(4, 5));
    // A reopened widget shows what was said before, oldest first.
    show(messages.slice(0, 5));
    for (const end of [6, 7, 8, 9, 10]) show(messages.slice(0, end));
    await expectEachOnce(TEN);
    stop();
  });

  it('shows each message as it is, before anybody hears of it, whatever they do with it', async () => {
    const { zE, show } = openWidget();
    const heard: ChatMessage[] = [];
    const stop = zendesk(zE, (message) => heard.push(message));
    const messages = [...TEN.map(ofSdk), { id: 'file', role: 'user', type: 'file', mediaUrl: 'a.png' }, {}];
    const before = structuredClone(messages);
    const shown = show(messages);
    expect(heard).toEqual([]);
    for (const [at, message] of shown.entries()) expect(message).toBe(messages[at]);
    expect(messages).toEqual(before);
    await expect.poll(() => heard.map(({ text }) => text)).toEqual(TEN.map(({ text }) => text));
    stop();
    expect(show(messages)).toEqual(before);
    await classifiers.classify('userflow_instant', 'hello');
    expect(heard).toHaveLength(TEN.length);
  });
});
