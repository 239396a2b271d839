import { Chat } from '@ai-sdk/vue';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp, createSSRApp, defineComponent, h, type MaybeRefOrGetter, reactive, ref } from 'vue';
import { renderToString } from 'vue/server-renderer';
import type { Classifiers } from '../../src/index';
import { type HostMessage, type UsedFlowLabels, type UseFlowLabelsOptions, useFlowLabels } from '../../src/vue/index';
import { INSTANT, type Said, TEN } from './adapters/listen-to';
import { streamAnswers } from './adapters/stream-answers';
import { connectFlow } from './connect-flow';
import { countWorkers } from './count-workers';

let classifiers: Classifiers;
beforeAll(async () => {
  classifiers = await connectFlow();
});
afterAll(() => classifiers.dispose());

const apps: App[] = [];
afterEach(() => {
  for (const app of apps.splice(0)) app.unmount();
});

const REGISTRY = { registryUrl: new URL('/models/classifiers.json', location.href), ...INSTANT };

function mount(messages: () => readonly HostMessage[], options: MaybeRefOrGetter<UseFlowLabelsOptions>) {
  let used: UsedFlowLabels | undefined;
  const app = createApp({
    setup() {
      used = useFlowLabels(messages, options);
      return () => h('p', `${used?.labels.value.size}`);
    },
  });
  apps.push(app);
  app.mount(document.createElement('div'));
  return { app, used: used as unknown as UsedFlowLabels };
}

const listed = (said: readonly Said[]) => said.map((message, at) => ({ id: `${at}`, ...message }));
const answersTo = (said: readonly Said[]) =>
  Promise.all(said.map(({ role, text }) => classifiers.classify(INSTANT[role], text)));
const answersOf = ({ labels }: UsedFlowLabels) => [...TEN.keys()].map((id) => labels.value.get(`${id}`)?.answers);

describe('useFlowLabels in Vue', () => {
  it('labels ten messages of a list that is changed in place, and streamed ones when they end', async () => {
    const { count, createWorker } = countWorkers();
    const messages = reactive<{ id: string; role: string; text: string; growing?: boolean }[]>([]);
    const { used } = mount(() => messages, { ...REGISTRY, createWorker });
    for (const [at, { role, text }] of TEN.entries()) {
      messages.push({ id: `${at}`, role: role === 'agent' ? 'assistant' : 'user', text: '', growing: true });
      const message = messages[at];
      if (!message) throw new Error(`message ${at} is not in the list`);
      for (const word of text.split(/(?<= )/)) {
        message.text += word;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      message.growing = false;
    }
    const finals = () => [...used.labels.value.values()].filter((label) => !label.provisional);
    await expect.poll(() => finals().length).toBe(TEN.length);
    expect(answersOf(used)).toEqual(await answersTo(TEN));
    expect(used.ready.value).toBe(true);
    expect(used.error.value).toBeUndefined();
    expect(count).toEqual({ started: 1, ended: 0 });
  });

  it('shares one worker among all on the page, and gives it back when the last one leaves', async () => {
    const { count, createWorker } = countWorkers();
    const messages = listed(TEN);
    const first = mount(() => messages, { ...REGISTRY, createWorker });
    const second = mount(() => messages, { ...REGISTRY, createWorker });
    for (const { used } of [first, second]) {
      await expect.poll(() => used.labels.value.size).toBe(TEN.length);
    }
    first.app.unmount();
    expect(second.used.ready.value).toBe(true);
    expect(count).toEqual({ started: 1, ended: 0 });
    second.app.unmount();
    apps.length = 0;
    await expect.poll(() => count).toEqual({ started: 1, ended: 1 });
  });

  it('labels a chat of the AI SDK, whose streamed messages are provisional until they end', async () => {
    const chat = new Chat({
      transport: streamAnswers(TEN.filter(({ role }) => role === 'agent').map(({ text }) => text)),
    });
    const { used } = mount(
      () => chat.messages,
      () => ({ ...REGISTRY, status: chat.status }),
    );
    for (const { text } of TEN.filter(({ role }) => role === 'user')) await chat.sendMessage({ text });
    const finals = () => [...used.labels.value.values()].filter((label) => !label.provisional);
    await expect.poll(() => finals().length).toBe(TEN.length);
    const found = chat.messages.map(({ id }) => used.labels.value.get(id)?.answers);
    expect(found).toEqual(await answersTo(TEN));
  });

  it('labels the parts of the AI SDK’s messages, and forgets the labels of other classifiers', async () => {
    const messages = TEN.map(({ role, text }, at) => ({
      id: `${at}`,
      role: role === 'user' ? 'user' : 'assistant',
      parts: [{ type: 'step-start' }, { type: 'text', text, state: 'done' }],
    }));
    const options = ref<UseFlowLabelsOptions>({ ...REGISTRY, status: 'ready' });
    const { used } = mount(() => messages, options);
    await expect.poll(() => used.labels.value.size).toBe(TEN.length);
    expect(answersOf(used)).toEqual(await answersTo(TEN));
    options.value = { registryUrl: REGISTRY.registryUrl, agent: INSTANT.agent };
    await expect.poll(() => used.labels.value.size).toBe(TEN.length / 2);
  });

  it('tells what fails, and tries again when it is asked to', async () => {
    let isThere = false;
    const { createWorker } = countWorkers();
    const messages = listed(TEN);
    const { used } = mount(() => messages, {
      ...REGISTRY,
      createWorker: () => {
        if (!isThere) throw new Error('blocked by policy');
        return createWorker();
      },
    });
    await expect.poll(() => used.error.value).toMatchObject({ name: 'WorkerStartError' });
    expect(used.ready.value).toBe(false);
    isThere = true;
    used.retry();
    await expect.poll(() => used.labels.value.size).toBe(TEN.length);
    expect(used.error.value).toBeUndefined();
  });

  it('takes over a page that the server has rendered', async () => {
    const messages = listed(TEN);
    const Transcript = defineComponent({
      setup() {
        const { labels } = useFlowLabels(messages, REGISTRY);
        const lineOf = ({ id, text }: (typeof messages)[number]) =>
          h('li', `${text} ${labels.value.get(id)?.answers[0]?.answer ?? '–'}`);
        return () => h('ol', messages.map(lineOf));
      },
    });
    const host = document.createElement('div');
    host.innerHTML = await renderToString(createSSRApp(Transcript));
    const first = host.firstElementChild;
    const app = createSSRApp(Transcript);
    apps.push(app);
    app.mount(host);
    await expect.poll(() => host.textContent).toContain('user_goodbye');
    expect(host.firstElementChild).toBe(first);
  });
});
