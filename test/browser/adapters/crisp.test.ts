import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CrispPage, crisp } from '../../../src/adapters/crisp';
import type { ChatMessage, Classifiers } from '../../../src/index';
import { connectFlow } from '../connect-flow';
import { listenTo, type Said, TEN } from './listen-to';

let classifiers: Classifiers;
beforeAll(async () => {
  classifiers = await connectFlow();
});
afterAll(() => classifiers.dispose());

type Command = Parameters<CrispPage['$crisp']['push']>[0];

/** A page whose `$crisp` is an array until its widget is loaded, which then keeps one listener an event. */
function openPage() {
  const queued: Command[] = [];
  const page: CrispPage = { $crisp: queued };
  const listeners = new Map<string, (message: unknown) => void>();
  return {
    page,
    listeners,
    load() {
      const obey = (command: Command) => {
        if (command[0] === 'on') listeners.set(command[1], command[2]);
        else listeners.delete(command[1]);
      };
      page.$crisp = { push: obey };
      for (const command of queued) obey(command);
    },
    tell({ role, text }: Said, at: number, more: object = {}) {
      const from = role === 'user' ? 'user' : 'operator';
      const event = role === 'user' ? 'message:sent' : 'message:received';
      const message = { type: 'text', content: text, from, fingerprint: 1_000 + at, timestamp: 1767225600000, ...more };
      listeners.get(event)?.(message);
    },
  };
}

describe('a chat of Crisp', () => {
  it('gets one label a message, also when its widget is loaded later and tells of a message again', async () => {
    const { page, load, tell } = openPage();
    const { expectEachOnce, stop } = listenTo(page, crisp, classifiers);
    load();
    for (const [at, said] of TEN.entries()) {
      tell(said, at);
      tell(said, at);
    }
    await expectEachOnce(TEN);
    stop();
  });

  it('without fingerprints gets one label a message, equal ones too', async () => {
    const { page, load, tell } = openPage();
    load();
    const { expectEachOnce, finals, stop } = listenTo(page, crisp, classifiers);
    for (const [at, said] of TEN.entries()) tell(said, at, { fingerprint: undefined });
    await expectEachOnce(TEN);
    tell({ role: 'user', text: 'goodbye!' }, 0, { fingerprint: undefined });
    tell({ role: 'user', text: 'goodbye!' }, 0, { fingerprint: undefined });
    await expect.poll(() => finals().length).toBe(TEN.length + 2);
    stop();
  });

  it('is left alone after the end, and files are no texts', () => {
    const { page, listeners, load, tell } = openPage();
    load();
    const heard: ChatMessage[] = [];
    const stop = crisp(page, (message) => heard.push(message));
    tell({ role: 'user', text: '' }, 0, { type: 'file', content: { name: 'a.png', url: 'a.png' } });
    expect(heard).toEqual([]);
    stop();
    expect(listeners.size).toBe(0);
  });
});
