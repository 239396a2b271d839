import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chatwoot } from '../../../src/adapters/chatwoot';
import type { ChatMessage, Classifiers } from '../../../src/index';
import { connectFlow } from '../connect-flow';
import { listenTo, TEN } from './listen-to';

let classifiers: Classifiers;
beforeAll(async () => {
  classifiers = await connectFlow();
});
afterAll(() => classifiers.dispose());

const INCOMING = 0;
const OUTGOING = 1;
const ACTIVITY = 2;
const TEMPLATE = 3;

/** Dispatches what Chatwoot's widget does when its frame tells of a message: the message's data as the detail. */
function tell(message: object) {
  const data = { content_type: 'text', content_attributes: {}, conversation_id: 7, created_at: 1767225600, ...message };
  window.dispatchEvent(new CustomEvent('chatwoot:on-message', { detail: data }));
}

const messages = TEN.map(({ role, text }, at) => ({
  id: 100 + at,
  content: text,
  // A bot greets with templates.
  message_type: role === 'user' ? INCOMING : at === 1 ? TEMPLATE : OUTGOING,
}));

describe('a chat of Chatwoot', () => {
  it('gets one label a message, also when the widget opens, closes and tells of a message again', async () => {
    const { expectEachOnce, stop } = listenTo(window, chatwoot, classifiers);
    for (const message of messages) {
      window.dispatchEvent(new CustomEvent('chatwoot:opened'));
      tell(message);
      tell({ ...message, content_attributes: { submitted_values: [] } });
      window.dispatchEvent(new CustomEvent('chatwoot:closed'));
    }
    await expectEachOnce(TEN);
    stop();
  });

  it('gets no label for what nobody says', async () => {
    const heard: ChatMessage[] = [];
    const stop = chatwoot(window, (message) => heard.push(message));
    tell({ id: 1, content: 'The conversation was resolved', message_type: ACTIVITY });
    tell({ id: 2, content: null, message_type: INCOMING, attachments: [{ id: 3 }] });
    window.dispatchEvent(new CustomEvent('chatwoot:on-message'));
    expect(heard).toEqual([]);
    stop();
    tell({ id: 4, content: 'hello', message_type: INCOMING });
    expect(heard).toEqual([]);
  });
});
