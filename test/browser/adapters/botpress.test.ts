import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type BotpressChat, botpress } from '../../../src/adapters/botpress';
import { sampleConversation } from '../../../src/demo/sample-conversation';
import type { Classifiers } from '../../../src/index';
import { connectFlow } from '../connect-flow';
import { collectMessages } from './collect-messages';
import { type ConversationLabels, labelConversation, type Said } from './label-conversation';

let classifiers: Classifiers;
let chat: ReturnType<typeof createBotpress>;
let labels: ConversationLabels | undefined;

beforeAll(async () => {
  classifiers = await connectFlow();
});
afterAll(() => classifiers.dispose());
beforeEach(() => {
  chat = createBotpress();
});
afterEach(() => labels?.stop());

/**
 * The events of `window.botpress` as it documents them, in the shapes that @botpress/webchat 4.5.2 gives its messages;
 * its script is loaded from Botpress's own servers, so the real one cannot be had here.
 */
function createBotpress() {
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  let count = 0;
  const emit = (event: string, payload: unknown) => {
    for (const listener of listeners.get(event) ?? []) listener(payload);
  };
  const api: BotpressChat = {
    on(event, listener) {
      const all = listeners.get(event) ?? new Set();
      listeners.set(event, all.add(listener));
      return () => all.delete(listener);
    },
  };
  const create = (authorId: string, block: object, more: object = {}) => {
    count += 1;
    return { id: `msg_${count}`, conversationId: 'conv_1', authorId, timestamp: new Date(), block, ...more };
  };
  const bubble = (text: string) => ({ type: 'bubble', block: { type: 'text', text } });
  return {
    api,
    emit,
    listenerCount: () => [...listeners.values()].reduce((sum, { size }) => sum + size, 0),
    sending: (text: string) => emit('messageSent', { type: 'text', text }),
    arrived: (text: string) => {
      const message = create('user_1', bubble(text), { metadata: { clientMessageId: `client_${count}` } });
      emit('message', message);
      return message;
    },
    answer: (text: string) => {
      const message = create('user_bot', bubble(text));
      emit('message', message);
      return message;
    },
    column: (...texts: string[]) => {
      const choice = { type: 'button', variant: 'action', text: 'Yes, please' };
      const blocks = [...texts.map(bubble), { type: 'row', blocks: [choice] }];
      emit('message', create('user_bot', { type: 'column', blocks }));
    },
    image: () => emit('message', create('user_bot', { type: 'bubble', block: { type: 'image', url: 'a.png' } })),
    plain: (authorId: string, text: string) => emit('message', create(authorId, bubble(text))),
  };
}

function talk(conversation: readonly Said[]): void {
  for (const { role, text } of conversation) {
    if (role === 'agent') chat.answer(text);
    else {
      chat.sending(text);
      chat.arrived(text);
    }
  }
}

describe('botpress, by its documented events', () => {
  it('has ten messages of both sides labelled, each once', async () => {
    labels = labelConversation(botpress, chat.api, classifiers);
    talk(sampleConversation);
    await labels.settled(sampleConversation);
  });

  it('labels nothing twice when messages arrive again, as after a lost connection', async () => {
    labels = labelConversation(botpress, chat.api, classifiers);
    const question = chat.arrived('Are you sure?');
    const answer = chat.answer('I apologize, I made a mistake.');
    chat.emit('message', question);
    chat.emit('message', answer);
    await labels.settled([
      { role: 'user', text: 'Are you sure?' },
      { role: 'agent', text: 'I apologize, I made a mistake.' },
    ]);
  });

  it('knows a sent message again when it arrives, whichever event comes first, repeated texts included', () => {
    const { messages } = collectMessages(botpress, chat.api);
    chat.sending('ok');
    chat.sending('ok');
    chat.arrived('ok');
    chat.arrived('ok');
    chat.arrived('yes');
    chat.sending('yes');
    chat.sending('no');
    expect(messages().map(({ text, role }) => [text, role])).toEqual([
      ['ok', 'user'],
      ['ok', 'user'],
      ['yes', 'user'],
      ['no', 'user'],
    ]);
  });

  it('tells the sides apart by direction, by author, and by what was sent', () => {
    const { messages } = collectMessages(botpress, chat.api);
    chat.emit('message', { id: 'a', direction: 'outgoing', payload: { type: 'text', text: 'Mine' } });
    chat.emit('message', { id: 'b', direction: 'incoming', payload: { type: 'text', text: 'Yours' } });
    chat.sending('Hello');
    chat.plain('user_1', 'Hello');
    chat.plain('user_bot', 'Hello');
    chat.plain('user_1', 'From my other phone');
    expect(messages().map(({ text, role }) => `${role}: ${text}`)).toEqual([
      'user: Mine',
      'agent: Yours',
      'user: Hello',
      'agent: Hello',
      'user: From my other phone',
    ]);
  });

  it('reads what stands in columns, and leaves out what is offered and what has no text', () => {
    const { messages } = collectMessages(botpress, chat.api);
    chat.column('One.', 'Two.');
    chat.image();
    chat.emit('message', undefined);
    chat.emit('messageSent', 'Just a text');
    expect(messages().map(({ text }) => text)).toEqual(['One.\nTwo.', 'Just a text']);
  });

  it('takes its listeners away when it is stopped', () => {
    const { messages, stop } = collectMessages(botpress, chat.api);
    chat.answer('Hi');
    stop();
    chat.answer('Hello?');
    expect(messages()).toHaveLength(1);
    expect(chat.listenerCount()).toBe(0);
  });
});
