import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TawkApi, tawk } from '../../../src/adapters/tawk';
import type { ChatMessage, Classifiers } from '../../../src/index';
import { connectFlow } from '../connect-flow';
import { listenTo, type Said, TEN } from './listen-to';

let classifiers: Classifiers;
beforeAll(async () => {
  classifiers = await connectFlow();
});
afterAll(() => classifiers.dispose());

/** Calls the handler that the page has set at this moment, as tawk.to's widget does. */
function tell(api: TawkApi, { role, text }: Said) {
  if (role === 'user') api.onChatMessageVisitor?.(text);
  else api.onChatMessageAgent?.(text);
}

describe('a chat of tawk.to', () => {
  it('gets one label a message, equal ones too, and the page hears of them as before', async () => {
    const told: string[] = [];
    const api: TawkApi & Record<string, unknown> = { onChatMessageVisitor: (message) => told.push(message) };
    const { expectEachOnce, finals, stop } = listenTo(api, tawk, classifiers);
    for (const said of TEN) tell(api, said);
    await expectEachOnce(TEN);
    expect(told).toEqual(TEN.filter(({ role }) => role === 'user').map(({ text }) => text));
    tell(api, { role: 'user', text: 'goodbye!' });
    tell(api, { role: 'user', text: 'goodbye!' });
    await expect.poll(() => finals().length).toBe(TEN.length + 2);
    stop();
  });

  it('has the handlers of its page again after the end', () => {
    const own = () => {};
    const api: TawkApi = { onChatMessageVisitor: own };
    tawk(api, () => {})();
    expect(api).toEqual({ onChatMessageVisitor: own });
    expect(Object.keys(api)).toEqual(['onChatMessageVisitor']);
  });

  it('keeps a handler that the page has put over it, which is still called after the end', () => {
    const heard: ChatMessage[] = [];
    const told: string[] = [];
    const api: TawkApi = { onChatMessageAgent: (message) => told.push(`first ${message}`) };
    const stop = tawk(api, (message) => heard.push(message));
    const below = api.onChatMessageAgent;
    api.onChatMessageAgent = (message) => {
      told.push(`second ${message}`);
      below?.(message);
    };
    tell(api, { role: 'agent', text: 'hello' });
    stop();
    tell(api, { role: 'agent', text: 'goodbye' });
    expect(told).toEqual(['second hello', 'first hello', 'second goodbye', 'first goodbye']);
    expect(heard).toEqual([{ id: 'agent-1', role: 'agent', text: 'hello' }]);
  });
});
