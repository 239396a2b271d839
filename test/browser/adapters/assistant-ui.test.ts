import {
  type AssistantRuntime,
  AssistantRuntimeProvider,
  type ChatModelAdapter,
  MessagePrimitive,
  type ThreadMessageLike,
  ThreadPrimitive,
  useLocalRuntime,
} from '@assistant-ui/react';
import { createElement, StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { assistantUi } from '../../../src/adapters/assistant-ui';
import type { ChatMessage, Classifiers } from '../../../src/index';
import { connectFlow } from '../connect-flow';
import { listenTo, TEN } from './listen-to';

let classifiers: Classifiers;
beforeAll(async () => {
  classifiers = await connectFlow();
});
afterAll(() => classifiers.dispose());

const pages: { remove(): void }[] = [];
afterEach(() => {
  for (const page of pages.splice(0)) page.remove();
});

const GAP_MS = 40;

const questions = TEN.filter(({ role }) => role === 'user').map(({ text }) => text);
const answers = TEN.filter(({ role }) => role === 'agent').map(({ text }) => text);
const past = TEN.map(
  ({ role, text }, at): ThreadMessageLike => ({
    id: `past-${at}`,
    role: role === 'user' ? 'user' : 'assistant',
    content: text,
  }),
);

/** A model that streams these answers, one a question, word by word. */
function streaming(answers: readonly string[]): ChatModelAdapter {
  const waiting = [...answers];
  return {
    async *run() {
      let text = '';
      for (const word of (waiting.shift() ?? '').split(/(?<= )/)) {
        await new Promise((resolve) => setTimeout(resolve, GAP_MS));
        text += word;
        yield { content: [{ type: 'text', text }] };
      }
    },
  };
}

const Message = () =>
  createElement(MessagePrimitive.Root, { className: 'message' }, createElement(MessagePrimitive.Parts));
const Transcript = () =>
  createElement(ThreadPrimitive.Root, null, createElement(ThreadPrimitive.Messages, { components: { Message } }));

/** A page with assistant-ui's own runtime and thread, which can be opened and closed. */
async function page(model: ChatModelAdapter, initialMessages: readonly ThreadMessageLike[] = []) {
  const host = document.body.appendChild(document.createElement('div'));
  let runtime: AssistantRuntime | undefined;
  let show: (isOpen: boolean) => void = () => {};
  function Assistant() {
    const [isOpen, setOpen] = useState(true);
    show = setOpen;
    runtime = useLocalRuntime(model, { initialMessages });
    return createElement(AssistantRuntimeProvider, { runtime }, isOpen ? createElement(Transcript) : null);
  }
  const root = createRoot(host);
  root.render(createElement(StrictMode, null, createElement(Assistant)));
  await expect.poll(() => runtime?.thread.getState().messages.length).toBe(initialMessages.length);
  const shown = {
    runtime: runtime as unknown as AssistantRuntime,
    texts: () => [...host.querySelectorAll('.message')].map((item) => item.textContent),
    show: (isOpen: boolean) => show(isOpen),
    remove() {
      root.unmount();
      host.remove();
    },
  };
  pages.push(shown);
  return shown;
}

/** Says it, and waits until it is answered. */
async function ask({ thread }: AssistantRuntime, text: string): Promise<void> {
  const before = thread.getState().messages.length;
  thread.append(text);
  const state = () => `${thread.getState().messages.length} ${thread.getState().isRunning}`;
  await expect.poll(state).toBe(`${before + 2} false`);
}

describe('a thread of assistant-ui', () => {
  it('gets one label a message, while its page renders, closes and opens, and provisional ones of what is streamed', async () => {
    const { runtime, show, texts } = await page(streaming(answers));
    const { labels, expectEachOnce, stop } = listenTo(runtime.thread, assistantUi, classifiers);
    for (const [at, text] of questions.entries()) {
      show(at % 2 === 0);
      await ask(runtime, text);
    }
    await expectEachOnce(TEN);
    await expect.poll(texts).toEqual(TEN.map(({ text }) => text));
    const provisional = labels.filter((label) => label.provisional);
    expect(provisional.length).toBeGreaterThanOrEqual(answers.length);
    for (const { message } of provisional) expect(answers.some((text) => text.startsWith(message.text))).toBe(true);
    stop();
  });

  it('whose history is there at first gets one label a message, newest first, and its new ones too', async () => {
    const { runtime } = await page(streaming(answers.slice(4)), past.slice(0, 8));
    const listening = listenTo(runtime.thread, assistantUi, classifiers);
    await listening.expectEachOnce(TEN.slice(0, 8));
    const ids = Array.from({ length: 8 }, (_, at) => `past-${7 - at}`);
    expect(listening.finals().map(({ message }) => message.id)).toEqual(ids);
    await ask(runtime, questions[4] ?? '');
    await listening.expectEachOnce(TEN);
    listening.stop();
  });

  it('gets one label a message when another thread is opened, filled from the past, and the first one again', async () => {
    const { runtime, texts } = await page(streaming(answers));
    const listening = listenTo(runtime.thread, assistantUi, classifiers);
    await ask(runtime, questions[0] ?? '');
    await listening.expectEachOnce(TEN.slice(0, 2));
    const first = runtime.threads.getState().mainThreadId;
    await runtime.threads.switchToNewThread();
    await expect.poll(() => runtime.thread.getState().messages.length).toBe(0);
    runtime.thread.reset(past.slice(2));
    await listening.expectEachOnce(TEN);
    const loaded = listening.finals().filter(({ message }) => message.id.startsWith('past-'));
    expect(loaded.map(({ message }) => message.history)).toEqual(Array.from({ length: 8 }, () => true));
    await runtime.threads.switchToThread(first);
    await expect.poll(texts).toEqual(TEN.slice(0, 2).map(({ text }) => text));
    await listening.expectEachOnce(TEN);
    listening.stop();
  });

  it('is left alone after the end', async () => {
    const { runtime } = await page(streaming(answers));
    const heard: ChatMessage[] = [];
    assistantUi(runtime.thread, (message) => heard.push(message))();
    await ask(runtime, 'hello');
    expect(heard).toEqual([]);
  });
});
