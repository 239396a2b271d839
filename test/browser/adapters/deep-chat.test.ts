import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import deepChatUrl from '../../../node_modules/deep-chat/dist/deepChat.bundle.js?url';
import { type DeepChatElement, deepChat } from '../../../src/adapters/deep-chat';
import { sampleConversation } from '../../../src/demo/sample-conversation';
import type { Classifiers } from '../../../src/index';
import { connectFlow } from '../connect-flow';
import { type ConversationLabels, labelConversation, type Said } from './label-conversation';

interface Signals {
  onOpen(): void;
  onResponse(response: { text: string }): Promise<void>;
  onClose(): void;
}

/** The part of the real element that the tests drive. */
interface RealDeepChat extends DeepChatElement {
  connect: { handler(body: unknown, signals: Signals): void; stream?: boolean };
  history?: Said[];
  loadHistory?(index: number): Promise<(Said | false)[]>;
  introMessage?: { text: string };
  textInput?: object;
  submitUserMessage(content: { text: string }): void;
  addMessage(message: Said, isUpdate?: boolean): void;
  updateMessage(body: { text: string }, index: number): void;
  refreshMessages(): void;
}

let classifiers: Classifiers;
let chat: RealDeepChat;
let labels: ConversationLabels | undefined;

beforeAll(async () => {
  await import(/* @vite-ignore */ deepChatUrl);
  classifiers = await connectFlow();
});
afterAll(() => classifiers.dispose());
afterEach(() => {
  labels?.stop();
  chat.remove();
});

/** Puts a real `<deep-chat>` on the page, whose agent says what comes next in the conversation. */
async function showChat(options: Partial<RealDeepChat> = {}, stream = false): Promise<void> {
  chat = document.createElement('deep-chat') as RealDeepChat;
  chat.connect = { handler: (_, signals) => void answer(signals, stream), stream };
  Object.assign(chat, options);
  document.body.append(chat);
  await expect.poll(() => typeof chat.submitUserMessage).toBe('function');
  await pause(50);
}

let next: string | undefined;
async function answer(signals: Signals, stream: boolean): Promise<void> {
  const text = next ?? '';
  if (!stream) return signals.onResponse({ text });
  signals.onOpen();
  for (const word of text.split(/(?<= )/)) {
    await signals.onResponse({ text: word });
    await pause(20);
  }
  signals.onClose();
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const count = () => chat.getMessages?.().length ?? 0;

/** Lets both sides say their parts; the agent's next part answers the user's. */
async function talk(conversation: readonly Said[]): Promise<void> {
  for (const [at, { role, text }] of conversation.entries()) {
    if (role === 'agent') continue;
    const before = count();
    next = conversation[at + 1]?.text;
    chat.submitUserMessage({ text });
    await expect.poll(() => chat.getMessages?.().at(-1)?.text).toBe(next);
    expect(count()).toBe(before + 2);
    await pause(60);
  }
}

const asDeepChat = (conversation: readonly Said[]) =>
  conversation.map(({ role, text }) => ({ role: role === 'user' ? 'user' : 'ai', text })) as Said[];

describe('deepChat, in the real deep-chat', () => {
  it('has ten messages of both sides labelled, each once and at its bubble', async () => {
    await showChat({ introMessage: { text: 'Hi, ask me about moons.' } });
    labels = labelConversation(deepChat, chat, classifiers);
    await talk(sampleConversation);
    const last = await labels.settled(sampleConversation);
    expect(last.every(({ message }) => message.element?.matches('.message-bubble'))).toBe(true);
    expect(last.every(({ message }) => !message.history)).toBe(true);
  });

  it('reports a streamed answer while it grows, and once when it is whole', async () => {
    await showChat({}, true);
    labels = labelConversation(deepChat, chat, classifiers);
    await talk(sampleConversation.slice(4, 8));
    await labels.settled(sampleConversation.slice(4, 8));
    expect(labels.labels.some(({ provisional, message }) => provisional && message.growing)).toBe(true);
  });

  it('labels what was there before, and what is loaded from the past, once', async () => {
    const past = asDeepChat(sampleConversation);
    await showChat({ loadHistory: async () => [...past.slice(0, 6), false] });
    await expect.poll(count).toBe(6);
    labels = labelConversation(deepChat, chat, classifiers);
    const before = await labels.settled(sampleConversation.slice(0, 6));
    expect(before.every(({ message }) => message.history)).toBe(true);
    await talk(sampleConversation.slice(6));
    await labels.settled(sampleConversation);
  });

  it('labels a past that comes while it watches as history', async () => {
    const past = Promise.withResolvers<(Said | false)[]>();
    await showChat({ loadHistory: () => past.promise });
    labels = labelConversation(deepChat, chat, classifiers);
    past.resolve([...asDeepChat(sampleConversation.slice(0, 4)), false]);
    const last = await labels.settled(sampleConversation.slice(0, 4));
    expect(last.every(({ message }) => message.history && message.element)).toBe(true);
  });

  it('labels nothing twice and loses nothing when the chat renders again, closes, or moves', async () => {
    await showChat({ history: asDeepChat(sampleConversation.slice(0, 8)) });
    labels = labelConversation(deepChat, chat, classifiers);
    await labels.settled(sampleConversation.slice(0, 8));
    chat.refreshMessages();
    chat.textInput = { placeholder: { text: 'Ask away' } };
    await pause(300);
    chat.hidden = true;
    await pause(150);
    chat.hidden = false;
    chat.remove();
    await pause(150);
    document.body.append(chat);
    await pause(300);
    expect(count()).toBe(8);
    expect(labels.finals()).toHaveLength(8);
    await talk(sampleConversation.slice(8));
    await labels.settled(sampleConversation);
  });

  it('labels a message again whose text the page has changed', async () => {
    await showChat({ history: asDeepChat(sampleConversation.slice(0, 2)) });
    labels = labelConversation(deepChat, chat, classifiers);
    await labels.settled(sampleConversation.slice(0, 2));
    chat.updateMessage({ text: 'Jupiter has the most moons, with 97.' }, 1);
    await expect.poll(() => labels?.finals().length).toBe(3);
    const { message } = labels.finals().at(-1) ?? {};
    expect(message?.text).toBe('Jupiter has the most moons, with 97.');
    expect(labels.finals().filter(({ message: { id } }) => id === message?.id)).toHaveLength(2);
  });

  it('begins when the element is defined', async () => {
    chat = document.createElement('late-deep-chat') as RealDeepChat;
    document.body.append(chat);
    labels = labelConversation(deepChat, chat, classifiers);
    const DeepChat = customElements.get('deep-chat') as CustomElementConstructor;
    customElements.define('late-deep-chat', class extends DeepChat {});
    await expect.poll(() => typeof chat.addMessage).toBe('function');
    await pause(50);
    chat.addMessage({ role: 'user', text: 'Goodbye!' }, true);
    await labels.settled([{ role: 'user', text: 'Goodbye!' }]);
  });

  it('reports nothing after it is stopped', async () => {
    await showChat();
    const reports: unknown[] = [];
    const stop = deepChat(chat, (message) => reports.push(message));
    chat.addMessage({ role: 'user', text: 'Hello' });
    await expect.poll(() => reports.length).toBeGreaterThan(0);
    stop();
    const before = reports.length;
    chat.addMessage({ role: 'user', text: 'Anybody?' });
    await pause(300);
    expect(reports).toHaveLength(before);
  });
});
