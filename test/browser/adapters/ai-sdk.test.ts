import { Chat, type UIMessage, useChat } from '@ai-sdk/react';
import { Chat as VueChat } from '@ai-sdk/vue';
import { createElement, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { watch } from 'vue';
import { aiSdk } from '../../../src/adapters/ai-sdk';
import type { ChatMessage, Classifiers } from '../../../src/index';
import { connectFlow } from '../connect-flow';
import { listenTo, TEN } from './listen-to';
import { streamAnswers } from './stream-answers';

let classifiers: Classifiers;
beforeAll(async () => {
  classifiers = await connectFlow();
});
afterAll(() => classifiers.dispose());

const questions = TEN.filter(({ role }) => role === 'user').map(({ text }) => text);
const answers = TEN.filter(({ role }) => role === 'agent').map(({ text }) => text);
const past = TEN.map(
  ({ role, text }, at): UIMessage => ({
    id: `past-${at}`,
    role: role === 'user' ? 'user' : 'assistant',
    parts: [{ type: 'text', text }],
  }),
);

/** A page with `useChat` over the same chat, which can be opened and closed. */
function page(chat: Chat<UIMessage>) {
  const host = document.body.appendChild(document.createElement('div'));
  function Transcript() {
    const { messages } = useChat({ chat });
    const texts = messages.map(({ parts }) => parts.map((part) => (part.type === 'text' ? part.text : '')).join(''));
    return createElement('ol', null, ...texts.map((text) => createElement('li', null, text)));
  }
  let root = createRoot(host);
  const open = () => root.render(createElement(StrictMode, null, createElement(Transcript)));
  open();
  return {
    texts: () => [...host.querySelectorAll('li')].map((item) => item.textContent),
    reopen() {
      root.unmount();
      root = createRoot(host);
      open();
    },
    remove() {
      root.unmount();
      host.remove();
    },
  };
}

describe('a chat of the AI SDK', () => {
  it('gets one label a message, while its page renders, closes and opens, and provisional ones of what is streamed', async () => {
    const chat = new Chat<UIMessage>({ transport: streamAnswers(answers) });
    const { labels, expectEachOnce, stop } = listenTo(chat, aiSdk, classifiers);
    const transcript = page(chat);
    for (const text of questions) {
      await chat.sendMessage({ text });
      transcript.reopen();
    }
    await expectEachOnce(TEN);
    await expect.poll(transcript.texts).toEqual(TEN.map(({ text }) => text));
    const provisional = labels.filter((label) => label.provisional);
    expect(provisional.length).toBeGreaterThanOrEqual(answers.length);
    for (const { message } of provisional) expect(answers.some((text) => text.startsWith(message.text))).toBe(true);
    stop();
    transcript.remove();
  });

  it('whose history is there at first, or is set later, gets one label a message, newest first', async () => {
    const chat = new Chat<UIMessage>({ messages: past.slice(6), transport: streamAnswers([]) });
    const listening = listenTo(chat, aiSdk, classifiers);
    await listening.expectEachOnce(TEN.slice(6));
    expect(listening.finals().map(({ message }) => message.id)).toEqual(['past-9', 'past-8', 'past-7', 'past-6']);
    chat.messages = [...past];
    await listening.expectEachOnce(TEN);
    expect(listening.finals().every(({ message }) => message.history)).toBe(true);
    chat.messages = past.map((message) => ({ ...message }));
    await listening.expectEachOnce(TEN);
    listening.stop();
  });

  it('that is stopped in the middle of an answer labels what was said of it', async () => {
    const chat = new Chat<UIMessage>({ transport: streamAnswers(answers) });
    const { expectEachOnce, stop } = listenTo(chat, aiSdk, classifiers);
    const sent = chat.sendMessage({ text: questions[0] ?? '' });
    const said = () =>
      chat.messages
        .at(-1)
        ?.parts.map((part) => (part.type === 'text' ? part.text : ''))
        .join('') ?? '';
    await expect.poll(said).toMatch(/^Jupiter has/);
    await chat.stop();
    await sent;
    await expectEachOnce([
      { role: 'user', text: questions[0] ?? '' },
      { role: 'agent', text: said() },
    ]);
    stop();
  });

  it('of Vue gets one label a message, when it tells of changes by `watch`', async () => {
    const chat = new VueChat<UIMessage>({ transport: streamAnswers(answers) });
    const subscribe = (onChange: () => void) => watch(() => [chat.messages, chat.status], onChange, { deep: true });
    const { expectEachOnce, stop } = listenTo(Object.assign(chat, { subscribe }), aiSdk, classifiers);
    for (const text of questions) await chat.sendMessage({ text });
    await expectEachOnce(TEN);
    stop();
  });

  it('is left alone after the end', async () => {
    const chat = new Chat<UIMessage>({ transport: streamAnswers(answers) });
    const heard: ChatMessage[] = [];
    aiSdk(chat, (message) => heard.push(message))();
    await chat.sendMessage({ text: 'hello' });
    expect(heard).toEqual([]);
  });
});
