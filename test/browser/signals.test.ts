import { afterEach, describe, expect, it } from 'vitest';
import type { AnswerSignal, Classifiers } from '../../src/index';
import { connectFlow } from './connect-flow';

let classifiers: Classifiers | undefined;
afterEach(() => classifiers?.dispose());

describe('onAnswer beside the real worker', () => {
  it('hears what callers get, of live messages and of lists, without a text', async () => {
    const signals: AnswerSignal[] = [];
    classifiers = await connectFlow({ onAnswer: (signal) => signals.push(signal) });
    const texts = ['That is all for today, goodbye!', 'Which planet has the most moons?'];
    const live = await classifiers.classify('userflow_instant', texts[0] ?? '', { reference: { messageId: 'm1' } });
    const list = await classifiers.classifyAll('userflow_instant', texts);
    expect(live[0]?.answer).toBe('user_goodbye');
    expect(signals.map(({ answers }) => answers)).toEqual([live, ...list]);
    expect(signals.map(({ reference }) => reference?.messageId)).toEqual(['m1', undefined, undefined]);
    expect(signals.every(({ elapsedMs }) => elapsedMs >= 0)).toBe(true);
    expect(JSON.stringify(signals)).not.toContain('planet');
  });

  it('hears of a model that cannot be had', async () => {
    const signals: AnswerSignal[] = [];
    const registry = { missing: { type: 'ngram', path: `${location.origin}/models/nowhere` } };
    classifiers = await connectFlow({ registry, onAnswer: (signal) => signals.push(signal) });
    await expect(classifiers.classify('missing', 'x')).rejects.toThrow();
    expect(signals.map(({ error }) => error)).toEqual(['ModelFetchError']);
  });
});
