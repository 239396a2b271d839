import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClassifyOptions } from '../../../../src/classifiers';
import type { Answer } from '../../../../src/contract/answer';
import type { ChatMessage } from '../../../../src/live/chat-message';
import { type LabelChatOptions, type LiveClassifiers, labelChat } from '../../../../src/live/label-chat';
import type { MessageLabel } from '../../../../src/live/message-label';

interface Call {
  text: string;
  name: string;
  lane: 'live' | 'log';
  options: ClassifyOptions;
  answer(answers: Answer[]): void;
  fail(error: unknown): void;
}

const answer = (label: string, more: Partial<Answer> = {}): Answer => ({
  answer: label,
  score: 0.9,
  other: false,
  ...more,
});

/** A chat that reports what it is told to, and classifiers that answer when they are told to. */
function openChat(options: Partial<LabelChatOptions> = {}) {
  const calls: Call[] = [];
  const labels: MessageLabel[] = [];
  const errors: unknown[] = [];
  const ask = (lane: Call['lane'], name: string, text: string, options: ClassifyOptions = {}) =>
    new Promise<Answer[]>((answer, fail) => {
      options.signal?.addEventListener('abort', () => fail(options.signal?.reason));
      calls.push({ text, name, lane, options, answer, fail });
    });
  const classifiers: LiveClassifiers = {
    classify: (name, text, options) => ask('live', name, text as string, options),
    classifyAll: async (name, [text], options) => [await ask('log', name, text as string, options)],
  };
  let report: (message: ChatMessage) => void = () => {};
  let listeners = 0;
  const adapter = (_chat: string, onMessage: (message: ChatMessage) => void) => {
    listeners += 1;
    report = onMessage;
    return () => {
      listeners -= 1;
    };
  };
  const stop = labelChat('chat', adapter, {
    classifiers,
    user: 'userflow',
    agent: 'agentflow',
    onLabel: (label) => labels.push(label),
    onError: (error, message) => errors.push([error, message?.id]),
    ...options,
  });
  const say = (id: string, text: string, more: Partial<ChatMessage> = {}) =>
    report({ id, role: 'user', text, ...more });
  return { calls, labels, errors, say, stop, listeners: () => listeners };
}

/** Lets everything run that waits for nothing but promises. */
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a message', () => {
  it('is labelled live, by its role, with the element that shows it now', async () => {
    const { say, calls, labels } = openChat();
    const [first, second] = [{} as Element, {} as Element];
    say('1', 'bye', { element: first });
    say('2', 'see you', { role: 'agent' });
    await settle();
    expect(calls.map(({ lane, name, text }) => [lane, name, text])).toEqual([
      ['live', 'userflow', 'bye'],
      ['live', 'agentflow', 'see you'],
    ]);
    say('1', 'bye', { element: second });
    await vi.advanceTimersByTimeAsync(40);
    calls[0]?.answer([answer('goodbye')]);
    await settle();
    expect(labels).toEqual([
      {
        message: { id: '1', role: 'user', text: 'bye', element: second },
        classifier: 'userflow',
        answers: [answer('goodbye')],
        provisional: false,
        elapsedMs: 40,
      },
    ]);
    expect(labels[0]?.message.element).toBe(second);
  });

  it('that is reported again with the same text is labelled once', async () => {
    const { say, calls, labels } = openChat();
    say('1', 'bye');
    say('1', 'bye');
    await settle();
    calls[0]?.answer([]);
    await settle();
    say('1', 'bye', { history: true });
    await settle();
    expect(calls).toHaveLength(1);
    expect(labels).toHaveLength(1);
  });

  it('that changes is labelled again, and what was asked of the older text is dropped', async () => {
    const { say, calls, labels } = openChat();
    say('1', 'bye');
    await settle();
    say('1', 'bye for now');
    await settle();
    expect(calls[0]?.options.signal?.aborted).toBe(true);
    calls[0]?.answer([answer('old')]);
    calls[1]?.answer([answer('new')]);
    await settle();
    expect(labels.map(({ answers }) => answers[0]?.answer)).toEqual(['new']);
  });

  it('of a role without a classifier is not labelled', async () => {
    const { say, calls } = openChat({ agent: undefined });
    say('1', 'hello', { role: 'agent' });
    await settle();
    expect(calls).toEqual([]);
  });

  it('gets a cascade’s first answer before the final one, and what follows a late one', async () => {
    const { say, calls, labels } = openChat();
    say('1', 'bye');
    await settle();
    calls[0]?.options.onProvisional?.([answer('guess', { provisional: true })]);
    calls[0]?.answer([answer('late', { provisional: true })]);
    await settle();
    calls[0]?.options.onFinal?.([answer('final')]);
    await settle();
    expect(labels.map(({ answers, provisional }) => [answers[0]?.answer, provisional])).toEqual([
      ['guess', true],
      ['late', true],
      ['final', false],
    ]);
  });

  it('that cannot be labelled is told, and its next report tries again', async () => {
    const { say, calls, errors, labels } = openChat();
    say('1', 'bye');
    await settle();
    const error = new Error('no');
    calls[0]?.fail(error);
    await settle();
    expect(errors).toEqual([[error, '1']]);
    say('1', 'bye');
    await settle();
    calls[1]?.answer([]);
    await settle();
    expect(labels).toHaveLength(1);
  });
});

describe('a growing message', () => {
  it('gets a provisional label at most twice a second, of its newest text, and then a final one', async () => {
    const { say, calls, labels } = openChat();
    const text = 'I am sorry, I got that wrong, and I will try to do better';
    for (let length = 1; length < text.length; length += 1) {
      say('1', text.slice(0, length), { growing: true });
      await vi.advanceTimersByTimeAsync(50);
      calls.at(-1)?.answer([answer(`at ${length}`)]);
    }
    await settle();
    const lastMs = (text.length - 1) * 50;
    expect(labels.length).toBeGreaterThan(3);
    expect(labels.length).toBeLessThanOrEqual(Math.ceil(lastMs / 500) + 1);
    expect(labels.every(({ provisional }) => provisional)).toBe(true);
    say('1', text);
    await settle();
    calls.at(-1)?.answer([answer('apology')]);
    await vi.advanceTimersByTimeAsync(2000);
    expect(labels.filter(({ provisional }) => !provisional).map(({ message }) => message.text)).toEqual([text]);
    expect(labels.at(-1)?.provisional).toBe(false);
  });

  it('has its older run aborted by a newer text', async () => {
    const { say, calls, labels } = openChat();
    say('1', 'I am', { growing: true });
    await settle();
    say('1', 'I am sorry', { growing: true });
    await vi.advanceTimersByTimeAsync(500);
    expect(calls.map(({ text, options }) => [text, options.signal?.aborted])).toEqual([
      ['I am', true],
      ['I am sorry', false],
    ]);
    expect(labels).toEqual([]);
  });
});

describe('history', () => {
  it('is labelled one text at a time, newest first, behind live ones', async () => {
    const { say, calls } = openChat();
    for (const id of ['1', '2', '3']) say(id, `text ${id}`, { history: true });
    say('4', 'text 4');
    await settle();
    for (let at = 0; at < 4; at += 1) {
      calls[at]?.answer([]);
      await settle();
    }
    expect(calls.map(({ lane, text }) => [lane, text])).toEqual([
      ['live', 'text 4'],
      ['log', 'text 3'],
      ['log', 'text 2'],
      ['log', 'text 1'],
    ]);
  });

  it('that failed to be labelled does not block what waits behind it', async () => {
    const { say, calls, labels, errors } = openChat();
    say('1', 'one', { history: true });
    say('2', 'two', { history: true });
    await settle();
    calls[0]?.fail(new Error('no'));
    await settle();
    calls[1]?.answer([]);
    await settle();
    expect(errors).toHaveLength(1);
    expect(labels.map(({ message }) => message.id)).toEqual(['1']);
  });
});

describe('connecting', () => {
  it('may last: what is said meanwhile is labelled then', async () => {
    let connect: (classifiers: LiveClassifiers) => void = () => {};
    const classifiers = new Promise<LiveClassifiers>((resolve) => {
      connect = resolve;
    });
    const { say, labels } = openChat({ classifiers });
    say('1', 'bye');
    say('2', 'hello', { history: true });
    await settle();
    connect({ classify: async () => [answer('live')], classifyAll: async () => [[answer('log')]] });
    await settle();
    expect(labels.map(({ answers }) => answers[0]?.answer).sort()).toEqual(['live', 'log']);
  });

  it('that failed is told once', async () => {
    const error = new Error('no registry');
    const { say, errors } = openChat({ classifiers: Promise.reject(error) });
    say('1', 'bye');
    say('2', 'hello', { history: true });
    await settle();
    expect(errors).toEqual([[error, undefined]]);
  });
});

describe('stopping', () => {
  it('takes the adapter away, drops answers, aborts what runs and leaves no timer', async () => {
    const { say, stop, calls, labels, errors, listeners } = openChat();
    say('1', 'bye');
    say('2', 'hel', { growing: true });
    say('2', 'hello', { growing: true });
    say('3', 'old', { history: true });
    say('4', 'older', { history: true });
    await settle();
    calls[0]?.answer([answer('goodbye')]);
    stop();
    stop();
    say('5', 'after the end');
    await vi.advanceTimersByTimeAsync(5000);
    expect(listeners()).toBe(0);
    expect(labels).toEqual([]);
    expect(errors).toEqual([]);
    expect(calls.every(({ options }) => options.signal?.aborted)).toBe(true);
    expect(calls.map(({ text }) => text)).toEqual(['bye', 'hel', 'older']);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is done by the signal too', async () => {
    const controller = new AbortController();
    const { say, calls, listeners } = openChat({ signal: controller.signal });
    controller.abort();
    say('1', 'bye');
    await settle();
    expect(listeners()).toBe(0);
    expect(calls).toEqual([]);
    expect(openChat({ signal: controller.signal }).listeners()).toBe(0);
  });
});
