import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import deepChatUrl from '../../../node_modules/deep-chat/dist/deepChat.bundle.js?url';
import { defineFlowLabels, type FlowLabelDetail, type FlowLabelsElement } from '../../../src/element/index';
import type { ChatMessage } from '../../../src/index';
import { postHog } from '../../../src/signals/posthog';

defineFlowLabels();

const REGISTRY = '/models/classifiers.json';
const NAMES = { user: 'userflow_instant', agent: 'agentflow_instant' };
const GOODBYE = 'That is all for today, goodbye!';

let workers = { started: 0, ended: 0 };
let createWorker = () => new Worker('');
beforeEach(() => {
  const mine = { started: 0, ended: 0 };
  workers = mine;
  // Another function for each test: they share no worker.
  createWorker = () => {
    mine.started += 1;
    const worker = new Worker(new URL('../../../worker/index.ts', import.meta.url), { type: 'module' });
    const terminate = worker.terminate.bind(worker);
    worker.terminate = () => {
      mine.ended += 1;
      terminate();
    };
    return worker;
  };
});
afterEach(() => document.body.replaceChildren());

interface ScriptedChat {
  report(message: Partial<ChatMessage> & { text: string }): void;
  listeners: number;
}

/** A chat that reports what a test tells it to. */
function scriptedChat() {
  const reports = new Set<(message: ChatMessage) => void>();
  const chat: ScriptedChat = {
    report(message) {
      for (const report of reports) report({ id: message.text, role: 'user', ...message });
    },
    get listeners() {
      return reports.size;
    },
  };
  const adapter = (_chat: ScriptedChat, onMessage: (message: ChatMessage) => void) => {
    reports.add(onMessage);
    return () => void reports.delete(onMessage);
  };
  return { chat, adapter };
}

function createElement(properties: Partial<FlowLabelsElement> = {}): FlowLabelsElement {
  const element = document.createElement('flow-labels');
  Object.assign(element, { registry: REGISTRY, ...NAMES, createWorker, ...properties });
  return element;
}

/** An element beside a scripted chat, once it listens. */
async function openElement(properties: Partial<FlowLabelsElement> = {}) {
  const { chat, adapter } = scriptedChat();
  const element = createElement({ chat, adapter, ...properties });
  document.body.append(element);
  await expect.poll(() => chat.listeners).toBe(1);
  return { element, chat };
}

const next = <Detail>(element: EventTarget, type: string) =>
  new Promise<CustomEvent<Detail>>((resolve) =>
    element.addEventListener(type, (event) => resolve(event as CustomEvent<Detail>), { once: true }),
  );

const shownOf = (element: Element) =>
  [...(element.shadowRoot?.querySelectorAll<HTMLElement>('.entry') ?? [])].filter((entry) => !entry.hidden);

const frames = async (count = 3) => {
  for (let at = 0; at < count; at += 1) await new Promise(requestAnimationFrame);
};

describe('attributes and properties', () => {
  it('reflect each other', () => {
    const element = document.createElement('flow-labels');
    const texts = ['registry', 'user', 'agent', 'for', 'widget', 'message', 'messageText', 'userMessage', 'assetsUrl'];
    for (const property of texts) {
      const attribute = property.replace(/[A-Z]/, (letter) => `-${letter.toLowerCase()}`);
      const values = element as unknown as Record<string, string | undefined>;
      expect(values[property]).toBe('');
      values[property] = 'one';
      expect(element.getAttribute(attribute)).toBe('one');
      element.setAttribute(attribute, 'two');
      expect(values[property]).toBe('two');
      values[property] = undefined;
      expect(element.hasAttribute(attribute)).toBe(false);
    }
    expect(element.threads).toBe(1);
    element.threads = 'auto';
    expect(element.getAttribute('threads')).toBe('auto');
    element.setAttribute('threads', '2');
    expect(element.threads).toBe(2);
    element.announce = true;
    expect(element.getAttribute('announce')).toBe('');
    element.removeAttribute('announce');
    expect(element.announce).toBe(false);
  });

  it('that are set before the element is defined count', async () => {
    const { chat, adapter } = scriptedChat();
    document.body.innerHTML = '<late-labels user="userflow_instant"></late-labels>';
    const element = document.body.firstElementChild as FlowLabelsElement;
    Object.assign(element, { registry: REGISTRY, agent: NAMES.agent, createWorker, chat, adapter, announce: true });
    defineFlowLabels('late-labels');
    defineFlowLabels('late-labels');
    await expect.poll(() => chat.listeners).toBe(1);
    expect(element.getAttribute('registry')).toBe(REGISTRY);
    expect(element.getAttribute('announce')).toBe('');
    expect(Object.keys(element)).toEqual([]);
    const labelled = next<FlowLabelDetail>(element, 'flow-label');
    chat.report({ text: GOODBYE });
    expect((await labelled).detail.answers[0]?.answer).toBe('user_goodbye');
  });

  it('that change while the element is in the page start it anew, once', async () => {
    const { element, chat } = await openElement();
    const { chat: other } = scriptedChat();
    element.chat = other;
    element.agent = '';
    element.setAttribute('user', NAMES.user);
    await frames();
    expect([chat.listeners, workers.started]).toEqual([1, 1]);
  });
});

describe('events', () => {
  it('tell when the registry is read, how far a model is, and each label, to whoever listens around', async () => {
    const types: string[] = [];
    for (const type of ['flow-ready', 'flow-progress', 'flow-label', 'flow-error']) {
      document.body.addEventListener(type, (event) => types.push(event.type), { once: true });
    }
    const host = document.body.appendChild(document.createElement('div'));
    const { chat, adapter } = scriptedChat();
    const element = createElement({ chat, adapter });
    host.attachShadow({ mode: 'open' }).append(element);
    await expect.poll(() => chat.listeners).toBe(1);
    const labelled = next<FlowLabelDetail>(document.body, 'flow-label');
    chat.report({ text: GOODBYE });
    const { detail } = await labelled;
    expect(detail).toMatchObject({
      message: { text: GOODBYE },
      role: 'user',
      answers: [{ answer: 'user_goodbye', other: false }],
      provisional: false,
    });
    expect(detail.elapsedMs).toBeGreaterThanOrEqual(0);
    expect(types).toEqual(['flow-ready', 'flow-progress', 'flow-label']);
    expect(element.labels.map(({ message }) => message.text)).toEqual([GOODBYE]);
  });

  it.each([
    ['a registry that is not there', { registry: '/not-there.json' }, 'RegistryFetchError'],
    ['threads that are none', { threads: 0 }, 'InvalidInputError'],
    ['a widget that nobody knows', { adapter: undefined, widget: 'no-chat' }, 'InvalidInputError'],
    ['no chat', { chat: undefined }, 'InvalidInputError'],
    ['a selector that is none', { chat: undefined, for: '..' }, 'InvalidInputError'],
    ['no selector of messages', { adapter: undefined, chat: undefined, for: 'body' }, 'InvalidInputError'],
  ])('tell of %s', async (_, properties, name) => {
    const { chat, adapter } = scriptedChat();
    const element = createElement({ chat, adapter, ...properties });
    const failed = next<{ error: Error }>(element, 'flow-error');
    document.body.append(element);
    expect((await failed).detail.error.name).toBe(name);
  });

  it('tell of the folder that has no worker', async () => {
    const { chat, adapter } = scriptedChat();
    const element = createElement({ chat, adapter, createWorker: undefined });
    // Nobody listens there, and what is of another origin is told with its address.
    element.setAttribute('assets-url', 'http://localhost:1/labels');
    const failed = next<{ error: Error }>(element, 'flow-error');
    document.body.append(element);
    const { name, message } = (await failed).detail.error;
    expect(name).toBe('WorkerStartError');
    expect(message).toContain('http://localhost:1/labels/flow-labels-worker.js');
  });

  it('have what an exporter of signals needs, and no text but the message’s', async () => {
    const { element, chat } = await openElement();
    const captured: [string, Record<string, unknown>][] = [];
    const tell = postHog({ client: { capture: (...event) => captured.push(event) } });
    element.addEventListener('flow-label', ({ detail: { message, classifier, answers, provisional, elapsedMs } }) => {
      if (provisional) return;
      const reference = { messageId: message.id };
      tell({ classifier, answers, elapsedMs, answeredAt: Date.now(), reference });
    });
    chat.report({ id: 'last', text: GOODBYE });
    await expect
      .poll(() => captured)
      .toMatchObject([['flow_label', { userflow_instant: 'user_goodbye', message_id: 'last' }]]);
    expect(JSON.stringify(captured)).not.toContain(GOODBYE);
  });

  it('tell of a message that cannot be labelled, and `restart` tries again', async () => {
    const { element, chat } = await openElement({ user: 'no_such_classifier' });
    const failed = next<{ error: Error; message: ChatMessage }>(element, 'flow-error');
    chat.report({ text: GOODBYE });
    expect((await failed).detail).toMatchObject({
      error: { name: 'UnknownClassifierError' },
      message: { text: GOODBYE },
    });
    element.user = NAMES.user;
    element.restart();
    await expect.poll(() => chat.listeners).toBe(1);
    chat.report({ text: GOODBYE });
    await expect.poll(() => element.labels.length).toBe(1);
  });
});

describe('life', () => {
  it('goes on when the element is moved', async () => {
    const { element, chat } = await openElement();
    chat.report({ text: GOODBYE });
    await expect.poll(() => shownOf(element).length).toBe(1);
    const [entry] = shownOf(element);
    document.body.appendChild(document.createElement('div')).append(element);
    await frames();
    expect(shownOf(element)).toEqual([entry]);
    expect([chat.listeners, workers.started]).toEqual([1, 1]);
  });

  it('ends when the element is removed, and begins again when it is back', async () => {
    const { element, chat } = await openElement();
    chat.report({ text: GOODBYE });
    await expect.poll(() => shownOf(element).length).toBe(1);
    element.remove();
    await expect.poll(() => chat.listeners).toBe(0);
    expect(shownOf(element)).toEqual([]);
    expect(element.labels).toEqual([]);
    await expect.poll(() => workers).toEqual({ started: 1, ended: 1 });
    document.body.append(element);
    await expect.poll(() => chat.listeners).toBe(1);
    chat.report({ text: GOODBYE });
    await expect.poll(() => shownOf(element).length).toBe(1);
  });

  it('of two elements needs one worker', async () => {
    const one = await openElement();
    const two = await openElement();
    one.chat.report({ text: GOODBYE });
    two.chat.report({ text: GOODBYE });
    await expect.poll(() => [one, two].map(({ element }) => element.labels.length)).toEqual([1, 1]);
    expect(workers.started).toBe(1);
    one.element.remove();
    two.chat.report({ text: 'bye!' });
    await expect.poll(() => two.element.labels.length).toBe(2);
    expect(workers).toEqual({ started: 1, ended: 0 });
  });
});

describe('labels', () => {
  const CHAT = `
    <style>
      #chat { height: 200px; overflow: auto; }
      .message { width: 300px; margin-bottom: 30px; padding: 10px; background: #eee; }
      #space { height: 600px; }
    </style>
    <div id="chat"><div id="space"></div></div>`;

  function say(role: string, text: string): HTMLElement {
    const message = document.createElement('div');
    message.className = `message ${role}`;
    message.textContent = text;
    document.querySelector('#chat')?.insertBefore(message, document.querySelector('#space'));
    return message;
  }

  /** An element that observes a chat of plain elements. */
  async function observeChat(properties: Partial<FlowLabelsElement> = {}) {
    document.body.innerHTML = CHAT;
    const element = createElement({ for: '#chat', message: '.message', userMessage: '.user', ...properties });
    document.body.append(element);
    const waitFor = (count: number) => expect.poll(() => shownOf(element).length).toBe(count);
    return { element, waitFor };
  }

  it('stand at their message, say what it does in words, and change nothing of the chat', async () => {
    const { element, waitFor } = await observeChat();
    say('user', GOODBYE);
    say('agent', 'I apologize, I made a mistake.');
    const before = document.querySelector('#chat')?.outerHTML;
    await waitFor(2);
    await frames(30);
    expect(shownOf(element).map(({ textContent }) => textContent)).toEqual([
      `“${GOODBYE}” Says goodbye`,
      '“I apologize, I made a mistake.” Admits a mistake',
    ]);
    const messages = [...document.querySelectorAll('.message')];
    for (const [at, entry] of shownOf(element).entries()) {
      const message = messages[at]?.getBoundingClientRect() as DOMRect;
      const label = entry.getBoundingClientRect();
      expect(label.left).toBeGreaterThanOrEqual(message.left);
      expect(label.right).toBeLessThanOrEqual(message.right);
      expect(Math.abs(label.top - message.bottom)).toBeLessThan(20);
    }
    expect(document.querySelector('#chat')?.outerHTML).toBe(before);
  });

  it('follow their message when it is scrolled, and leave with it', async () => {
    const { element, waitFor } = await observeChat();
    const message = say('user', GOODBYE);
    await waitFor(1);
    await frames(30);
    const [entry] = shownOf(element) as [HTMLElement];
    const distance = () => entry.getBoundingClientRect().top - message.getBoundingClientRect().bottom;
    const before = distance();
    const chat = document.querySelector('#chat') as HTMLElement;
    chat.scrollTop = 20;
    await frames();
    expect(Math.abs(distance() - before)).toBeLessThanOrEqual(1);
    document.body.style.paddingTop = '77px';
    await frames();
    expect(Math.abs(distance() - before)).toBeLessThanOrEqual(1);
    document.body.style.paddingTop = '';
    chat.scrollTop = 500;
    await expect.poll(() => entry.hasAttribute('data-away')).toBe(true);
    chat.scrollTop = 0;
    await expect.poll(() => entry.hasAttribute('data-away')).toBe(false);
    await frames();
    expect(Math.abs(distance() - before)).toBeLessThanOrEqual(1);
    chat.style.display = 'none';
    await waitFor(0);
  });

  it('find their message again when it is rendered anew, and go when it is taken away', async () => {
    const { element, waitFor } = await observeChat();
    let labels = 0;
    element.addEventListener('flow-label', () => {
      labels += 1;
    });
    say('agent', 'Hello there.');
    const first = say('user', GOODBYE);
    await waitFor(1);
    const second = first.cloneNode(true) as HTMLElement;
    first.replaceWith(second);
    await frames(30);
    expect(shownOf(element)).toHaveLength(1);
    const distance = (shownOf(element)[0]?.getBoundingClientRect().top ?? 0) - second.getBoundingClientRect().bottom;
    expect(Math.abs(distance)).toBeLessThan(20);
    expect(element.labels.map(({ message }) => message.element)).toContain(second);
    const before = labels;
    second.remove();
    await waitFor(0);
    expect(labels).toBe(before);
  });

  it('wait for a chat that comes later, and for the next one when it goes', async () => {
    const { element, waitFor } = await observeChat({ for: '#later' });
    const chat = document.querySelector('#chat') as HTMLElement;
    say('user', GOODBYE);
    await frames();
    chat.id = 'later';
    await waitFor(1);
    const next = chat.cloneNode(true) as HTMLElement;
    chat.remove();
    await waitFor(0);
    document.body.append(next);
    await waitFor(1);
    expect(element.labels).toHaveLength(1);
  });

  it('stand in the element itself where no element shows the message', async () => {
    const { element, chat } = await openElement();
    chat.report({ text: 'Hello there, which planet is it?', role: 'agent' });
    chat.report({ text: GOODBYE });
    await expect.poll(() => element.labels.length).toBe(2);
    await expect
      .poll(() => shownOf(element).map(({ textContent }) => textContent))
      .toEqual([`“${GOODBYE}” Says goodbye`]);
    const { width, height } = (shownOf(element)[0] as HTMLElement).getBoundingClientRect();
    expect([width > 0, height > 0]).toEqual([true, true]);
    expect(shownOf(element)[0]?.parentElement?.className).toBe('list');
  });

  it('keep to the document that the element is moved to', async () => {
    const { element, chat } = await openElement();
    const frame = document.body.appendChild(document.createElement('iframe'));
    const other = frame.contentDocument as Document;
    for (const home of [other.body, document.createElement('template').content, document.body]) {
      home.append(element);
      await frames();
    }
    await expect.poll(() => chat.listeners).toBe(1);
    expect(element.shadowRoot?.adoptedStyleSheets).toHaveLength(1);
    chat.report({ text: GOODBYE });
    await expect.poll(() => shownOf(element).length).toBe(1);
  });

  it('say that they are a first guess while the message grows', async () => {
    const { element, chat } = await openElement();
    chat.report({ id: 'a', text: GOODBYE, growing: true });
    await expect.poll(() => shownOf(element)[0]?.textContent).toContain('first guess: Says goodbye');
    expect(shownOf(element)[0]?.querySelector('[part~=provisional]')).not.toBeNull();
    chat.report({ id: 'a', text: GOODBYE });
    await expect.poll(() => shownOf(element)[0]?.textContent).toBe(`“${GOODBYE}” Says goodbye`);
    expect(shownOf(element)[0]?.querySelector('[part~=provisional]')).toBeNull();
  });

  it('are read out only when that is asked for, and only of what is new', async () => {
    const { element, chat } = await openElement();
    const status = element.shadowRoot?.querySelector('[role=status]');
    chat.report({ text: GOODBYE });
    await expect.poll(() => element.labels.length).toBe(1);
    expect(status?.textContent).toBe('');
    element.announce = true;
    chat.report({ text: 'Where does that number come from? Please give me a source.', history: true });
    await expect.poll(() => element.labels.length).toBe(2);
    expect(status?.textContent).toBe('');
    chat.report({ text: 'ok goodbye then' });
    await expect.poll(() => status?.textContent).toBe('Label of the user’s message: Says goodbye');
  });
});

describe('a widget by its name', () => {
  it('is read through its shadow root: deep-chat', async () => {
    await import(/* @vite-ignore */ deepChatUrl);
    const chat = document.createElement('deep-chat') as HTMLElement & { history: object[] };
    chat.history = [
      { role: 'user', text: GOODBYE },
      { role: 'ai', text: 'I apologize, I made a mistake.' },
    ];
    const element = createElement({ for: 'deep-chat', widget: 'deep-chat' });
    document.body.append(chat, element);
    await expect.poll(() => shownOf(element).length).toBe(2);
    const [goodbye] = shownOf(element);
    await expect.poll(() => goodbye?.hasAttribute('data-away')).toBe(false);
    const bubbleBottom = () => {
      const bubbles = [...(chat.shadowRoot?.querySelectorAll('.message-bubble') ?? [])];
      return bubbles.find(({ textContent }) => textContent?.trim() === GOODBYE)?.getBoundingClientRect().bottom ?? 0;
    };
    const labelTop = () => goodbye?.getBoundingClientRect().top ?? Number.POSITIVE_INFINITY;
    await expect.poll(() => bubbleBottom() > 0 && Math.abs(labelTop() - bubbleBottom()) < 20).toBe(true);
  });

  it('is found on the page: Chatwoot', async () => {
    const element = createElement({ widget: 'chatwoot' });
    document.body.append(element);
    await next(element, 'flow-ready');
    const detail = { id: 7, content: GOODBYE, message_type: 0 };
    window.dispatchEvent(new CustomEvent('chatwoot:on-message', { detail }));
    await expect.poll(() => shownOf(element).length).toBe(1);
  });

  it.each(['botpress', 'tawk', 'crisp', 'zendesk', 'n8n-chat', 'web-chat', 'ai-sdk', 'assistant-ui'])(
    'that is not there is an error that says what to do: %s',
    async (widget) => {
      const element = createElement({ widget });
      const failed = next<{ error: Error }>(element, 'flow-error');
      document.body.append(element);
      const { error } = (await failed).detail;
      expect(error).toMatchObject({ name: 'InvalidInputError', message: expect.stringContaining(widget) });
    },
  );
});
