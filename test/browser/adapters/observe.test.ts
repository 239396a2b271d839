import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ObservedChat, observe } from '../../../src/adapters/observe';
import { sampleConversation } from '../../../src/demo/sample-conversation';
import { defineFlowLabels } from '../../../src/element/index';
import { connectFlow } from '../connect-flow';
import { type Collected, collectMessages } from './collect-messages';
import { labelConversation } from './label-conversation';

let chat: HTMLElement;
let collected: Collected | undefined;

beforeEach(() => {
  chat = document.createElement('main');
  document.body.append(chat);
});
afterEach(() => {
  collected?.stop();
  chat.remove();
});

const start = (options: Partial<ObservedChat> = {}): Collected => {
  collected = collectMessages(observe, { root: chat, item: '.message', role: '.user', ...options });
  return collected;
};

function createMessage(role: string, text: string): HTMLElement {
  const message = document.createElement('div');
  message.className = `message ${role}`;
  message.innerHTML = '<p></p><button>Copy</button>';
  write(message, text);
  return message;
}

function write(message: Element, text: string): void {
  const paragraph = message.querySelector('p');
  if (paragraph) paragraph.textContent = text;
}

const say = (role: string, text: string, into: Node = chat) => into.appendChild(createMessage(role, text));
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const texts = sampleConversation.map(({ text }) => text);
const longTexts = Array.from({ length: 40 }, (_, at) => `This is message ${at}.`);

describe('observe', () => {
  it('reports ten messages of both sides as they are written, each with its role and its element', async () => {
    const { settled, reports } = start();
    for (const { role, text } of sampleConversation) {
      say(role, text);
      await pause(20);
    }
    const messages = await settled(texts);
    expect(messages.map(({ role }) => role)).toEqual(sampleConversation.map(({ role }) => role));
    expect(messages.map(({ element }) => element)).toEqual([...chat.children]);
    expect(messages.every(({ history }) => !history)).toBe(true);
    expect(reports.filter(({ growing }) => !growing)).toHaveLength(10);
  });

  it('reports what was there before as history, once it stands', async () => {
    for (const { role, text } of sampleConversation) say(role, text);
    const { settled, reports } = start();
    expect((await settled(texts)).every(({ history }) => history)).toBe(true);
    expect(reports).toHaveLength(10);
    say('user', 'And one more.');
    const messages = await settled([...texts, 'And one more.']);
    expect(messages.at(-1)?.history).toBe(false);
  });

  it('takes messages that come before known ones, or many at once, for history', async () => {
    say('user', 'Hello?');
    const { settled } = start();
    await settled(['Hello?']);
    chat.prepend(createMessage('agent', 'Older'));
    expect((await settled(['Hello?', 'Older'])).at(-1)).toMatchObject({ text: 'Older', history: true });
    chat.replaceChildren();
    chat.append(...sampleConversation.map(({ role, text }) => createMessage(role, text)));
    const messages = await settled(['Hello?', 'Older', ...texts]);
    expect(messages.slice(2).every(({ history }) => history)).toBe(true);
  });

  it('calls a streamed message growing until its text has stood for 300 ms', async () => {
    const { settled, reports } = start();
    const message = say('agent', '');
    const words = 'I am sorry, but I cannot help you with that.'.split(' ');
    for (const [at] of words.entries()) {
      write(message, words.slice(0, at + 1).join(' '));
      await pause(60);
    }
    const [only] = await settled([words.join(' ')]);
    expect(only).toMatchObject({ role: 'agent', element: message });
    expect(reports.filter(({ growing }) => growing).length).toBeGreaterThan(1);
    expect(new Set(reports.map(({ id }) => id)).size).toBe(1);
    expect(reports.filter(({ growing }) => !growing)).toHaveLength(1);
  });

  it('keeps a streamed message the same while it is rendered anew with other markup', async () => {
    const { settled, reports } = start();
    say('user', 'Tell me.');
    const message = say('agent', 'Thinking…');
    await settled(['Tell me.', 'Thinking…']);
    write(message, '**Of cou');
    await pause(150);
    const paragraph = message.querySelector('p');
    if (paragraph) paragraph.innerHTML = '<strong>Of course</strong>, here';
    await settled(['Tell me.', 'Of course, here']);
    expect(new Set(reports.map(({ id }) => id)).size).toBe(2);
  });

  it('keeps messages the same when all is rendered again, closed or opened, and tells their new elements', async () => {
    const { settled, messages, reports } = start();
    for (const { role, text } of sampleConversation) say(role, text);
    const before = await settled(texts);
    const render = () => chat.replaceChildren(...sampleConversation.map(({ role, text }) => createMessage(role, text)));
    render();
    await expect.poll(() => messages().map(({ element }) => element)).toEqual([...chat.children]);
    chat.replaceChildren();
    await pause(400);
    render();
    await expect.poll(() => messages().map(({ element }) => element)).toEqual([...chat.children]);
    expect(messages().map(({ id, text }) => [id, text])).toEqual(before.map(({ id, text }) => [id, text]));
    await pause(400);
    expect(reports.every(({ growing, text }) => growing || texts.includes(text))).toBe(true);
  });

  it('finishes a message that was taken away before it stood, when it is shown again', async () => {
    const { settled, messages } = start();
    const message = say('user', 'Wait');
    await expect.poll(() => messages().length).toBe(1);
    message.remove();
    await pause(600);
    expect(messages()).toMatchObject([{ text: 'Wait', growing: true }]);
    chat.append(message);
    await settled(['Wait']);
  });

  it('sees messages in open shadow roots, nested ones, and ones of elements that are defined later', async () => {
    const inner = document.createElement('div');
    chat.attachShadow({ mode: 'open' }).append(inner);
    const late = document.createElement('observed-late-chat');
    inner.attachShadow({ mode: 'open' }).append(late);
    const { settled } = start();
    class LateChat extends HTMLElement {
      constructor() {
        super();
        this.attachShadow({ mode: 'open' });
      }
    }
    customElements.define('observed-late-chat', LateChat);
    await pause(150);
    if (late.shadowRoot) say('user', 'Can you see me?', late.shadowRoot);
    const [message] = await settled(['Can you see me?']);
    expect(message?.element).toBe(late.shadowRoot?.firstElementChild);
  });

  it('reads texts that stand in slots and shadow roots in the order in which they are shown', async () => {
    const message = say('agent', 'One');
    const host = document.createElement('div');
    host.innerHTML = 'three';
    host.attachShadow({ mode: 'open' }).innerHTML = '<b>two</b> <slot></slot><p>four</p>';
    message.append(host);
    await start().settled(['One\ntwo three\nfour']);
  });

  it.each(['flow-labels', 'other-labels'])('ignores <%s>, inside and beside a message', async (name) => {
    defineFlowLabels(name);
    const { settled, reports } = start();
    const message = say('user', 'Thanks!');
    await settled(['Thanks!']);
    const before = reports.length;
    for (const parent of [message, chat]) {
      const label = document.createElement(name);
      label.append(createMessage('user', 'Says thanks'));
      parent.append(label);
      await pause(150);
      label.append('more');
    }
    await pause(600);
    expect(reports).toHaveLength(before);
  });

  it('takes role and text from functions, and leaves out what they do not know', async () => {
    const { settled } = start({
      role: (item) => (item.matches('.user') ? 'user' : item.matches('.agent') ? 'agent' : undefined),
      text: (item) => item.querySelector('p')?.textContent?.toUpperCase() ?? '',
    });
    say('system', 'Ann has joined.');
    say('agent', 'Hi');
    say('user', 'Hello');
    expect((await settled(['HI', 'HELLO'])).map(({ role }) => role)).toEqual(['agent', 'user']);
  });

  it('takes a text from a selector, and the role from what a message contains', async () => {
    const { settled } = start({ text: 'p', role: '.mine' });
    const message = say('agent', 'Mine');
    message.insertAdjacentHTML('beforeend', '<i class="mine">12:30</i>');
    expect(await settled(['Mine'])).toMatchObject([{ role: 'user' }]);
  });

  it('neither loses nor doubles messages of a virtualised list that uses its rows again', async () => {
    const rows = Array.from({ length: 8 }, (_, at) => say(at % 2 === 0 ? 'user' : 'agent', 'x'));
    const show = (from: number) => {
      for (const [at, row] of rows.entries()) write(row, longTexts[from + at] ?? '');
    };
    show(32);
    const { settled, messages } = start();
    await settled(longTexts.slice(32));
    const wanted = new Set(longTexts.slice(32));
    for (const from of [28, 26, 0, 4, 10, 16, 22, 26, 32, 14, 20, 0]) {
      show(from);
      for (const text of longTexts.slice(from, from + 8)) wanted.add(text);
      await pause(500);
    }
    const seen = messages().map(({ text }) => text);
    expect(seen.toSorted()).toEqual([...wanted].toSorted());
    expect(messages().every(({ growing }) => !growing)).toBe(true);
  });

  it('reports nothing more when it is stopped', async () => {
    const { settled, reports, stop } = start();
    say('user', 'Bye');
    await settled(['Bye']);
    say('user', 'Still here?');
    stop();
    const before = reports.length;
    say('user', 'Hello?');
    await pause(600);
    expect(reports).toHaveLength(before);
  });

  it('has ten messages labelled, each once and at its element, while the chat is rendered again and again', async () => {
    const classifiers = await connectFlow();
    const labels = labelConversation(observe, { root: chat, item: '.message', role: '.user' }, classifiers);
    for (const [at] of sampleConversation.entries()) {
      const said = sampleConversation.slice(0, at + 1);
      chat.replaceChildren(...said.map(({ role, text }) => createMessage(role, text)));
      await pause(120);
    }
    await labels.settled(sampleConversation);
    chat.replaceChildren();
    await pause(150);
    chat.append(...sampleConversation.map(({ role, text }) => createMessage(role, text)));
    await pause(600);
    expect(labels.finals()).toHaveLength(10);
    labels.stop();
    classifiers.dispose();
  });

  it('throws a SyntaxError for a selector that is none', () => {
    say('user', 'Hi');
    expect(() => start({ item: '..' })).toThrow(/not a valid selector/);
  });
});
