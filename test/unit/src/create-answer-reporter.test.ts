import { describe, expect, it } from 'vitest';
import type { AnswerSignal, Classifiers } from '../../../src/index';
import { ModelRunError } from '../../../src/index';
import { createFakeClassifiers, type FakeOptions } from '../../../src/testing/index';

const SECRET = 'my card is 4000 1234';

/** Classifiers under a script, and the signals that their calls gave. */
function create(options: Omit<FakeOptions, 'onAnswer'>): { classifiers: Classifiers; signals: AnswerSignal[] } {
  const signals: AnswerSignal[] = [];
  return { classifiers: createFakeClassifiers({ ...options, onAnswer: (signal) => signals.push(signal) }), signals };
}

const soon = (ms = 0) => new Promise((resolve) => setTimeout(resolve, ms));

describe('onAnswer', () => {
  it('hears of an answer, its time and what the call says that it belongs to, and not of its text', async () => {
    const { classifiers, signals } = create({ answers: { userflow: 'user_goodbye' } });
    const before = Date.now();
    const answers = await classifiers.classify('userflow', SECRET, { reference: { messageId: 'm1', traceId: 't1' } });
    await classifiers.classify('userflow', [{ text: SECRET, lemma: SECRET }]);
    expect(signals).toEqual([
      {
        classifier: 'userflow',
        answers,
        elapsedMs: expect.any(Number),
        answeredAt: expect.any(Number),
        reference: { messageId: 'm1', traceId: 't1' },
      },
      { classifier: 'userflow', answers, elapsedMs: expect.any(Number), answeredAt: expect.any(Number) },
    ]);
    expect(signals[0]?.answeredAt).toBeGreaterThanOrEqual(before);
    expect(JSON.stringify(signals)).not.toContain(SECRET);
  });

  it('hears of texts where that is asked for by name', async () => {
    const { classifiers, signals } = create({ answers: { userflow: 'user_goodbye' }, includeText: true });
    await classifiers.classify('userflow', 'bye');
    await classifiers.classify('userflow', [
      { text: 'good', lemma: 'g' },
      { text: 'bye', lemma: 'b' },
    ]);
    expect(signals.map(({ text }) => text)).toEqual(['bye', 'good bye']);
  });

  it('hears of each input of a list, with its own reference', async () => {
    const { classifiers, signals } = create({ answers: { echo: (text) => text } });
    const references = [{ messageId: 'm1' }, undefined, { messageId: 'm3' }];
    await classifiers.classifyAll('echo', ['a', 'b', 'c'], { references });
    expect(signals.map(({ answers, reference }) => [answers[0]?.answer, reference?.messageId])).toEqual([
      ['a', 'm1'],
      ['b', undefined],
      ['c', 'm3'],
    ]);
    signals.length = 0;
    await classifiers.classifyAll('echo', ['a', 'b', 'c'], { references, batch: 2 });
    expect(signals.map(({ reference }) => reference?.messageId)).toEqual(['m1', undefined, 'm3']);
  });

  it('hears of a failure by the error’s name, once also in a list', async () => {
    const rules = [
      { text: 'bad', answer: new ModelRunError(SECRET) },
      { answer: 'a', latencyMs: 5 },
    ];
    const { classifiers, signals } = create({ answers: { userflow: rules } });
    await expect(classifiers.classify('userflow', 'bad')).rejects.toThrow(ModelRunError);
    await expect(classifiers.classifyAll('userflow', ['bad', 'x', 'y'])).rejects.toThrow(ModelRunError);
    await soon(20);
    expect(signals.map(({ error, answers }) => [error, answers])).toEqual([
      ['ModelRunError', []],
      ['ModelRunError', []],
    ]);
    expect(JSON.stringify(signals)).not.toContain(SECRET);
  });

  it('hears of a provisional answer at a limit, and then of the final one', async () => {
    const cascade = { type: 'cascade', first: 'instant', then: 'flow', confidence: 0.9 };
    const live = { type: 'external', classifier: 'cascade', timeout: 0.02, late: 'first' };
    const { classifiers, signals } = create({
      registry: { cascade, live },
      answers: { instant: { a: 0.5 }, flow: 'b' },
      latencyMs: { flow: 60 },
    });
    const final = await new Promise((resolve) => {
      void classifiers.classify('live', 'x', { onFinal: resolve, reference: { messageId: 'm1' } });
    });
    await soon();
    expect(signals.map(({ answers }) => answers)).toEqual([
      [{ answer: 'a', score: 0.5, other: false, provisional: true }],
      final,
    ]);
    expect(signals.map(({ reference }) => reference?.messageId)).toEqual(['m1', 'm1']);
  });

  it('hears nothing of calls that are aborted, disposed of or asked wrongly', async () => {
    const { classifiers, signals } = create({ answers: { userflow: 'a' }, latencyMs: 10_000 });
    const controller = new AbortController();
    const calls = [
      classifiers.classify('userflow', 'x', { signal: controller.signal }),
      classifiers.classifyAll('userflow', ['x', 'y'], { signal: controller.signal }),
      classifiers.classify('nobody', 'x'),
      classifiers.classify('userflow', 'x', { threshold: 2 }),
      classifiers.classify('userflow', 'x'),
    ];
    controller.abort();
    classifiers.dispose();
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes.map(({ status }) => status)).toEqual(Array(5).fill('rejected'));
    await soon();
    expect(signals).toEqual([]);
  });

  it('cannot get in the way of an answer by what it throws', async () => {
    const uncaught: unknown[] = [];
    const hear = (error: unknown) => uncaught.push(error);
    const others = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    process.on('uncaughtException', hear);
    try {
      const classifiers = createFakeClassifiers({
        answers: { userflow: 'a' },
        onAnswer: () => {
          throw new Error('the sink is broken');
        },
      });
      expect((await classifiers.classify('userflow', 'x'))[0]?.answer).toBe('a');
      await soon();
    } finally {
      process.off('uncaughtException', hear);
      for (const other of others) process.on('uncaughtException', other);
    }
    expect(uncaught).toEqual([new Error('the sink is broken')]);
  });
});
