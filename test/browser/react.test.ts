import { Chat, type UIMessage, useChat } from '@ai-sdk/react';
import { createElement, type FunctionComponent, StrictMode } from 'react';
import { createRoot, hydrateRoot, type Root } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Classifiers } from '../../src/index';
import { type HostMessage, type UsedFlowLabels, type UseFlowLabelsOptions, useFlowLabels } from '../../src/react/index';
import { INSTANT, type Said, TEN } from './adapters/listen-to';
import { streamAnswers } from './adapters/stream-answers';
import { connectFlow } from './connect-flow';
import { countWorkers } from './count-workers';

let classifiers: Classifiers;
beforeAll(async () => {
  classifiers = await connectFlow();
});
afterAll(() => classifiers.dispose());

const roots: Root[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) root.unmount();
});

const REGISTRY = { registryUrl: new URL('/models/classifiers.json', location.href), ...INSTANT };

function render(component: FunctionComponent) {
  const root = createRoot(document.createElement('div'));
  roots.push(root);
  const draw = () => root.render(createElement(StrictMode, null, createElement(component)));
  draw();
  return { draw, root };
}

/** A component with the hook, and what it gave at the last render. */
function useList(options: UseFlowLabelsOptions) {
  const page = { messages: [] as readonly HostMessage[], used: undefined as UsedFlowLabels | undefined, renders: 0 };
  function List() {
    page.renders += 1;
    // Another list and other options in every render, as pages write it.
    page.used = useFlowLabels([...page.messages], { ...options });
    return null;
  }
  return { page, ...render(List) };
}

const listed = (said: readonly Said[]) => said.map((message, at) => ({ id: `${at}`, ...message }));
const answersTo = (said: readonly Said[]) =>
  Promise.all(said.map(({ role, text }) => classifiers.classify(INSTANT[role], text)));
const answersOf = (used: UsedFlowLabels | undefined, ids: readonly string[]) =>
  ids.map((id) => used?.labels.get(id)?.answers);

describe('useFlowLabels in React', () => {
  it('labels ten messages as they come in strict mode, and starts one worker', async () => {
    const { count, createWorker } = countWorkers();
    const { page, draw } = useList({ ...REGISTRY, createWorker });
    for (const end of TEN.keys()) {
      page.messages = listed(TEN.slice(0, end + 1));
      draw();
    }
    await expect.poll(() => page.used?.labels.size).toBe(TEN.length);
    expect(answersOf(page.used, [...TEN.keys()].map(String))).toEqual(await answersTo(TEN));
    expect(page.used).toMatchObject({ ready: true });
    expect(page.used?.error).toBeUndefined();
    expect(count).toEqual({ started: 1, ended: 0 });
    const { renders } = page;
    await classifiers.classifyAll('userflow_instant', ['hello', 'goodbye']);
    expect(page.renders).toBe(renders);
  });

  it('shares one worker among all on the page, and gives it back when the last one leaves', async () => {
    const { count, createWorker } = countWorkers();
    const options = { ...REGISTRY, createWorker };
    const first = useList(options);
    const second = useList(options);
    for (const { page, draw } of [first, second]) {
      page.messages = listed(TEN.slice(0, 2));
      draw();
      await expect.poll(() => page.used?.labels.size).toBe(2);
    }
    first.root.unmount();
    second.page.messages = listed(TEN.slice(0, 4));
    second.draw();
    await expect.poll(() => second.page.used?.labels.size).toBe(4);
    expect(count).toEqual({ started: 1, ended: 0 });
    second.root.unmount();
    await expect.poll(() => count).toEqual({ started: 1, ended: 1 });
  });

  it('labels a chat of `useChat`, whose streamed messages are provisional until they end', async () => {
    const answers = TEN.filter(({ role }) => role === 'agent').map(({ text }) => text);
    const chat = new Chat<UIMessage>({ transport: streamAnswers(answers) });
    let used: UsedFlowLabels | undefined;
    const provisional = new Set<string>();
    render(() => {
      const { messages, status } = useChat({ chat });
      used = useFlowLabels(messages, { ...REGISTRY, status });
      for (const label of used.labels.values()) if (label.provisional) provisional.add(label.message.text);
      return null;
    });
    for (const { text } of TEN.filter(({ role }) => role === 'user')) await chat.sendMessage({ text });
    const finals = () => [...(used?.labels.values() ?? [])].filter((label) => !label.provisional);
    await expect.poll(() => finals().length).toBe(TEN.length);
    const ids = chat.messages.map(({ id }) => id);
    expect(answersOf(used, ids)).toEqual(await answersTo(TEN));
    expect(provisional.size).toBeGreaterThan(0);
    for (const text of provisional) expect(answers.some((answer) => answer.startsWith(text))).toBe(true);
  });

  it('tells what fails, and tries again when it is asked to', async () => {
    let isThere = false;
    const { count, createWorker } = countWorkers();
    const { page, draw } = useList({
      ...REGISTRY,
      createWorker: () => {
        if (!isThere) throw new Error('blocked by policy');
        return createWorker();
      },
    });
    page.messages = listed(TEN);
    draw();
    await expect.poll(() => page.used?.error).toMatchObject({ name: 'WorkerStartError' });
    expect(page.used).toMatchObject({ ready: false });
    expect(page.used?.labels.size).toBe(0);
    isThere = true;
    page.used?.retry();
    await expect.poll(() => page.used?.labels.size).toBe(TEN.length);
    expect(page.used).toMatchObject({ ready: true });
    expect(page.used?.error).toBeUndefined();
    expect(count.started).toBe(1);
  });

  it('forgets the labels of other classifiers', async () => {
    let options: UseFlowLabelsOptions = { ...REGISTRY };
    let used: UsedFlowLabels | undefined;
    const messages = listed(TEN);
    const { draw } = render(() => {
      used = useFlowLabels(messages, options);
      return null;
    });
    await expect.poll(() => used?.labels.size).toBe(TEN.length);
    options = { registryUrl: REGISTRY.registryUrl, agent: INSTANT.agent };
    draw();
    await expect.poll(() => used?.labels.size).toBe(TEN.length / 2);
    expect([...(used?.labels.values() ?? [])].every(({ message }) => message.role === 'agent')).toBe(true);
  });

  it('takes over a page that the server has rendered', async () => {
    const messages = listed(TEN);
    function Transcript() {
      const { labels } = useFlowLabels(messages, REGISTRY);
      const shown = messages.map(({ id, text }) => [text, labels.get(id)?.answers[0]?.answer ?? '–'].join(' '));
      return createElement('ol', null, ...shown.map((line) => createElement('li', null, line)));
    }
    const host = document.createElement('div');
    host.innerHTML = renderToString(createElement(Transcript));
    const recovered: unknown[] = [];
    const element = createElement(StrictMode, null, createElement(Transcript));
    roots.push(hydrateRoot(host, element, { onRecoverableError: (error) => recovered.push(error) }));
    await expect.poll(() => host.textContent).toContain('user_goodbye');
    expect(recovered).toEqual([]);
  });
});
