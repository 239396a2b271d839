import { afterEach, describe, expect, it } from 'vitest';
import {
  type ChatMessage,
  type ConnectOptions,
  labelChat,
  type MessageLabel,
  type SharedClassifiers,
  shareClassifiers,
} from '../../src/index';

const REGISTRY_URL = new URL('/models/classifiers.json', location.href);

const MESSAGES: readonly [role: ChatMessage['role'], text: string, label: string][] = [
  ['user', 'Where does that number come from? Please give me a source.', 'asks_source'],
  ['agent', 'I apologize, I made a mistake.', 'agent_apology_error_mistake'],
  ['user', 'That is all for today, goodbye!', 'user_goodbye'],
];

const shares: SharedClassifiers[] = [];
afterEach(() => {
  for (const share of shares.splice(0)) share.release();
});

function countedShare(workers: Worker[], createWorker = counting(workers)) {
  const share = shareClassifiers({ registryUrl: REGISTRY_URL, createWorker });
  shares.push(share);
  return { share, createWorker };
}

function counting(workers: Worker[]) {
  return () => {
    const worker = new Worker(new URL('../../worker/index.ts', import.meta.url), { type: 'module' });
    workers.push(worker);
    return worker;
  };
}

describe('a chat', () => {
  it('is labelled by the real classifiers: history, growing and final messages, each once', async () => {
    const { share } = countedShare([]);
    const labels: MessageLabel[] = [];
    const stop = labelChat(
      MESSAGES,
      (messages, onMessage) => {
        for (const [at, [role, text]] of messages.entries()) {
          onMessage({ id: `${at}`, role, text: text.slice(0, 12), growing: at === 1 });
          onMessage({ id: `${at}`, role, text, history: at === 2 });
          onMessage({ id: `${at}`, role, text });
        }
        return () => {};
      },
      {
        classifiers: share.classifiers,
        user: 'userflow_instant',
        agent: 'agentflow_instant',
        onLabel: (label) => labels.push(label),
        onError: (error) => {
          throw error;
        },
      },
    );
    const finals = () => labels.filter(({ provisional }) => !provisional);
    await expect.poll(() => finals().length, { timeout: 60_000 }).toBe(3);
    for (const [at, [role, text, label]] of MESSAGES.entries()) {
      const [found] = finals().filter(({ message }) => message.id === `${at}`);
      expect(found).toMatchObject({ message: { role, text }, answers: [{ answer: label }] });
      expect(found?.elapsedMs).toBeGreaterThanOrEqual(0);
    }
    stop();
  });
});

describe('shared classifiers', () => {
  it('are one worker for all with the same options, which ends a moment after the last release', async () => {
    const workers: Worker[] = [];
    const { share: one, createWorker } = countedShare(workers);
    const { share: two } = countedShare(workers, createWorker);
    const classifiers = await one.classifiers;
    expect(await two.classifiers).toBe(classifiers);
    expect(workers).toHaveLength(1);
    one.release();
    one.release();
    expect(await classifiers.classify('userflow_instant', 'bye!')).toHaveLength(1);
    two.release();
    const { share: three } = countedShare(workers, createWorker);
    expect(await three.classifiers).toBe(classifiers);
    three.release();
    await expect
      .poll(() => classifiers.classify('userflow_instant', 'bye!').catch((error) => error.name))
      .toBe('DisposedError');
    const { share: four } = countedShare(workers, createWorker);
    await four.classifiers;
    expect(workers).toHaveLength(2);
  });

  it('are others for another registry, and for another way to create the worker', async () => {
    const workers: Worker[] = [];
    const { share: one, createWorker } = countedShare(workers);
    const { share: two } = countedShare(workers);
    const three = shareClassifiers({ registryUrl: [REGISTRY_URL, REGISTRY_URL], createWorker });
    shares.push(three);
    await Promise.all([one, two, three].map(({ classifiers }) => classifiers));
    expect(workers).toHaveLength(3);
  });

  it('are others for another listener, for one that hears texts, and for another folder', async () => {
    const workers: Worker[] = [];
    const { share: one, createWorker } = countedShare(workers);
    const onAnswer = () => {};
    const share = (options: Partial<ConnectOptions>) => {
      shares.push(shareClassifiers({ registryUrl: REGISTRY_URL, createWorker, ...options }));
      return shares.at(-1) as SharedClassifiers;
    };
    const others = [{ onAnswer }, { onAnswer: () => {} }, { onAnswer, includeText: true }].map(share);
    const all = await Promise.all([one, ...others].map(({ classifiers }) => classifiers));
    expect(new Set(all).size).toBe(4);
    expect(workers).toHaveLength(4);
    expect(await share({ onAnswer }).classifiers).toBe(all[1]);
    expect(await share({ includeText: false }).classifiers).toBe(all[0]);

    // Neither folder has a worker: both are asked.
    const failed = ['/here/', '/there', '/here'].map((assetsUrl) => share({ createWorker: undefined, assetsUrl }));
    const reasons = await Promise.all(failed.map(({ classifiers }) => classifiers.catch((error: Error) => error)));
    expect(reasons[0]).toMatchObject({ name: 'WorkerStartError' });
    expect(reasons[2]).toBe(reasons[0]);
    expect(reasons[1]).not.toBe(reasons[0]);
  });

  it('that failed to connect are not kept', async () => {
    let attempts = 0;
    const createWorker = () => {
      attempts += 1;
      if (attempts === 1) throw new Error('blocked');
      return counting([])();
    };
    const { share: failed } = countedShare([], createWorker);
    await expect(failed.classifiers).rejects.toMatchObject({ name: 'WorkerStartError' });
    const { share: next } = countedShare([], createWorker);
    expect((await next.classifiers).names).toContain('userflow_instant');
  });

  it('end one user’s wait by that user’s signal, and the others’ goes on', async () => {
    const workers: Worker[] = [];
    const { share: one, createWorker } = countedShare(workers);
    const controller = new AbortController();
    const two = shareClassifiers({ registryUrl: REGISTRY_URL, createWorker, signal: controller.signal });
    controller.abort(new Error('gone'));
    await expect(two.classifiers).rejects.toThrow('gone');
    expect((await one.classifiers).names).toContain('userflow_instant');
  });
});
