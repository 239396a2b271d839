import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import registry from '../../../../public/models/classifiers.json';
import type { Answer, Classifiers } from '../../../../src/index';
import {
  DisposedError,
  InvalidInputError,
  ModelRunError,
  RegistryFaultError,
  UnknownClassifierError,
} from '../../../../src/index';
import { createFakeClassifiers } from '../../../../src/testing/index';

const answer = (name: string, score: number): Answer => ({ answer: name, score, other: name === 'OTHER' });

describe('a script', () => {
  it('may be one answer for all texts: a label, scores by label, or a list', async () => {
    const fake = createFakeClassifiers({
      answers: {
        label: 'user_goodbye',
        scores: { OTHER: 0.2, user_goodbye: 0.7 },
        list: [{ answer: 'user_goodbye', score: 0.4 }],
        nothing: [],
      },
    });
    expect(await fake.classify('label', 'bye')).toEqual([answer('user_goodbye', 1)]);
    expect(await fake.classify('scores', 'bye')).toEqual([answer('user_goodbye', 0.7), answer('OTHER', 0.2)]);
    expect(await fake.classify('list', 'bye')).toEqual([answer('user_goodbye', 0.4)]);
    expect(await fake.classify('nothing', 'bye')).toEqual([]);
  });

  it('may have rules: the first that fits answers, and where none does there is nothing', async () => {
    const fake = createFakeClassifiers({
      answers: {
        userflow: [
          { text: 'bye', answer: 'exact' },
          { text: /bye/g, answer: 'pattern' },
          { text: (text) => text.length > 20, answer: 'test' },
        ],
      },
    });
    const label = async (text: string) => (await fake.classify('userflow', text))[0]?.answer;
    expect(await label('bye')).toBe('exact');
    expect(await label('bye bye')).toBe('pattern');
    expect(await label('bye bye')).toBe('pattern');
    expect(await label('a text of many characters')).toBe('test');
    expect(await label('hello')).toBeUndefined();
  });

  it('may be a function of the text, and sees the text of tokens', async () => {
    const fake = createFakeClassifiers({ answers: { echo: (text) => text } });
    expect(
      (
        await fake.classify('echo', [
          { text: 'good', lemma: 'g' },
          { text: 'bye', lemma: 'b' },
        ])
      )[0]?.answer,
    ).toBe('good bye');
  });

  it('may be an error, with which the call rejects', async () => {
    const fake = createFakeClassifiers({ answers: { userflow: [{ text: 'x', answer: new ModelRunError('no') }] } });
    await expect(fake.classify('userflow', 'x')).rejects.toThrow(ModelRunError);
    expect(await fake.classify('userflow', 'y')).toEqual([]);
  });

  it('cannot be that of an entry which answers nothing itself', () => {
    const create = (name: string, entry: unknown) => () =>
      createFakeClassifiers({
        registry: { [name]: entry, a: { type: 'skip', intents: [] } },
        answers: { [name]: 'x' },
      });
    expect(create('live', { type: 'external', classifier: 'a' })).toThrow(/"live".*external.*script "a"/);
    expect(create('not_yet', { type: 'skip', intents: ['yes'] })).toThrow(/skip/);
    expect(create('broken', { type: 'onnx' })).toThrow(InvalidInputError);
  });
});

describe('the rules of the real classifiers', () => {
  it('hold for thresholds, `other` and `choice` of the registry, and for what a call overrides', async () => {
    const fake = createFakeClassifiers({
      registry: { flow: { type: 'onnx', path: 'flow', threshold: 0.3, other: 'NONE' } },
      answers: { flow: { a: 0.5, b: 0.3, NONE: 0.29 } },
    });
    expect(await fake.classify('flow', 'x')).toEqual([answer('a', 0.5), answer('b', 0.3)]);
    expect(await fake.classify('flow', 'x', { threshold: 0 })).toContainEqual({
      answer: 'NONE',
      score: 0.29,
      other: true,
    });
    expect(await fake.classify('flow', 'x', { top: 1 })).toEqual([answer('a', 0.5)]);
    expect(await fake.classify('flow', 'x', { choice: 'best' })).toEqual([answer('a', 0.5)]);
    await expect(fake.classify('flow', 'x', { threshold: 2 })).rejects.toThrow(InvalidInputError);
  });

  it('hold for a whole registry of the product: three answers of a scikit entry, the intents of a skip', async () => {
    const fake = createFakeClassifiers({
      registry,
      answers: {
        userflow: { user_goodbye: 0.95, asks_source: 0.2 },
        card_type: { gold: 0.9, classic: 0.8, virtual: 0.7, other: 0.6 },
      },
    });
    expect(fake.names).toEqual(Object.keys(registry));
    expect(await fake.classify('user_flow_live', 'bye')).toEqual([answer('user_goodbye', 0.95)]);
    expect(await fake.classify('card_type', 'gold')).toHaveLength(3);
    expect((await fake.classify('card_type', 'gold', { top: 4 }))[3]).toEqual({
      answer: 'other',
      score: 0.6,
      other: true,
    });
    expect(await fake.classify('not_yet', 'x')).toEqual([
      { answer: 'yes', score: 0, other: false },
      { answer: 'no', score: 0, other: false },
    ]);
    expect(await fake.classify('agentflow', 'not scripted')).toEqual([]);
  });

  it('hold for unknown names, faults, inputs, aborts and disposal', async () => {
    const fake = createFakeClassifiers({
      registry: {
        broken: { type: 'external', classifier: 'missing' },
        lemmas: { type: 'scikit', path: 'a.onnx', intents: [], input: 'lemmas' },
      },
      answers: { userflow: 'user_goodbye' },
    });
    await expect(fake.classify('usreflow', 'x')).rejects.toThrow(UnknownClassifierError);
    await expect(fake.classify('broken', 'x')).rejects.toThrow(RegistryFaultError);
    expect(fake.faults).toHaveLength(1);
    await expect(fake.classify('userflow', 7 as unknown as string)).rejects.toThrow(InvalidInputError);
    await expect(fake.classify('lemmas', 'plain')).rejects.toThrow(InvalidInputError);
    await expect(fake.classify('userflow', 'x', { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow(
      'enough',
    );
    fake.dispose();
    expect(fake.disposed).toBe(true);
    await expect(fake.classify('userflow', 'x')).rejects.toThrow(DisposedError);
    await expect(fake.warmUp()).rejects.toThrow(DisposedError);
  });

  it('hold for lists, their order and their progress', async () => {
    const fake = createFakeClassifiers({ answers: { echo: (text) => text } });
    const done: number[] = [];
    const answers = await fake.classifyAll('echo', ['a', 'b', 'c'], {
      onProgress: (progress) => done.push(progress.done),
    });
    expect(answers.map(([best]) => best?.answer)).toEqual(['a', 'b', 'c']);
    expect(done).toEqual([1, 2, 3]);
  });

  it('hold for descriptions: the labels that a script names, through wrappers, with titles', async () => {
    const fake = createFakeClassifiers({
      registry: { live: { type: 'external', classifier: 'userflow' } },
      answers: { userflow: [{ text: 'a', answer: 'user_goodbye' }, { answer: { OTHER: 1 } }] },
      titles: { user_goodbye: 'Says goodbye', unused: '—' },
    });
    expect(await fake.describe('live')).toEqual({
      labels: ['user_goodbye', 'OTHER'],
      titles: { user_goodbye: 'Says goodbye' },
    });
  });
});

describe('under the fake timers of a test', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const cascade = { type: 'cascade', first: 'instant', then: 'flow', confidence: 0.9 };
  const rules = [{ text: 'quick', answer: 'a', latencyMs: 10 }, { answer: 'a' }];
  const heard = () => {
    const events: unknown[] = [];
    return {
      events,
      options: {
        onProvisional: (answers: Answer[]) => events.push(['provisional', answers[0]?.answer]),
        onFinal: (answers: Answer[]) => events.push(['final', answers[0]?.answer]),
      },
    };
  };
  /** What a call has come to by now; undefined while it waits. */
  const watch = (call: Promise<Answer[]>) => {
    const outcome: { answers?: Answer[]; error?: Error } = {};
    call.then(
      (answers) => Object.assign(outcome, { answers }),
      (error) => Object.assign(outcome, { error }),
    );
    return outcome;
  };

  it('an answer takes as long as its rule says, or its classifier, or all', async () => {
    const fake = createFakeClassifiers({ answers: { one: rules }, latencyMs: { one: 100 } });
    const quick = watch(fake.classify('one', 'quick'));
    const usual = watch(fake.classify('one', 'usual'));
    await vi.advanceTimersByTimeAsync(10);
    expect([quick.answers, usual.answers]).toEqual([[answer('a', 1)], undefined]);
    await vi.advanceTimersByTimeAsync(90);
    expect(usual.answers).toEqual([answer('a', 1)]);
  });

  it('an external answers `[]` at its timeout, no sooner, and what comes in time as it is', async () => {
    const registry = { live: { type: 'external', classifier: 'one', timeout: 0.05 } };
    const fake = createFakeClassifiers({ registry, answers: { one: rules }, latencyMs: 100 });
    const late = watch(fake.classify('live', 'usual'));
    const inTime = watch(fake.classify('live', 'quick'));
    await vi.advanceTimersByTimeAsync(49);
    expect([late.answers, inTime.answers]).toEqual([undefined, [answer('a', 1)]]);
    await vi.advanceTimersByTimeAsync(1);
    expect(late.answers).toEqual([]);
  });

  it('a cascade tells the first’s answer and gives that of its second, which a sure first is spared', async () => {
    const fake = createFakeClassifiers({
      registry: { cascade },
      answers: { instant: [{ text: 'sure', answer: { a: 0.9 } }, { answer: { a: 0.89 } }], flow: 'b' },
      latencyMs: { flow: 100 },
    });
    const sure = heard();
    expect(await fake.classify('cascade', 'sure', sure.options)).toEqual([answer('a', 0.9)]);
    expect(sure.events).toEqual([]);
    expect(fake.runs.map(({ classifier }) => classifier)).toEqual(['instant']);
    const { events, options } = heard();
    const call = watch(fake.classify('cascade', 'unsure', options));
    await vi.advanceTimersByTimeAsync(99);
    expect([events, call.answers]).toEqual([[['provisional', 'a']], undefined]);
    await vi.advanceTimersByTimeAsync(1);
    expect(call.answers).toEqual([answer('b', 1)]);
    expect(fake.runs.map(({ classifier }) => classifier)).toEqual(['instant', 'instant', 'flow']);
  });

  it('an external with "late": "first" gives the provisional answer at its timeout, and the final one follows', async () => {
    const fake = createFakeClassifiers({
      registry: { cascade, live: { type: 'external', classifier: 'cascade', timeout: 0.05, late: 'first' } },
      answers: { instant: { a: 0.5 }, flow: 'b' },
      latencyMs: { flow: 100 },
    });
    const { events, options } = heard();
    const call = watch(fake.classify('live', 'x', options));
    await vi.advanceTimersByTimeAsync(50);
    expect(call.answers).toEqual([{ ...answer('a', 0.5), provisional: true }]);
    await vi.advanceTimersByTimeAsync(50);
    expect(events).toEqual([
      ['provisional', 'a'],
      ['final', 'b'],
    ]);
  });

  it('a test that holds back microtasks too, as Jest’s do, hears everything as it lets time pass', async () => {
    vi.useRealTimers();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance', 'queueMicrotask'] });
    const fake = createFakeClassifiers({
      registry: { cascade, live: { type: 'external', classifier: 'cascade', timeout: 0.05, late: 'first' } },
      answers: { instant: { a: 0.5 }, flow: 'b' },
      latencyMs: { flow: 100 },
    });
    const { events, options } = heard();
    const call = watch(fake.classify('live', 'x', options));
    await vi.advanceTimersByTimeAsync(50);
    expect(call.answers?.[0]?.answer).toBe('a');
    await vi.advanceTimersByTimeAsync(50);
    expect(events).toEqual([
      ['provisional', 'a'],
      ['final', 'b'],
    ]);
  });

  it.each<[string, (fake: Classifiers, controller: AbortController) => void, string]>([
    ['an abort', (_, controller) => controller.abort(new Error('enough')), 'enough'],
    ['disposal', (fake) => fake.dispose(), 'disposed'],
  ])('%s ends a call that waits, and leaves no timer behind', async (_, end, message) => {
    const fake = createFakeClassifiers({ answers: { one: 'a' }, latencyMs: 100 });
    const controller = new AbortController();
    const call = watch(fake.classify('one', 'x', { signal: controller.signal }));
    await vi.advanceTimersByTimeAsync(50);
    end(fake, controller);
    await vi.advanceTimersByTimeAsync(0);
    expect(call.error?.message).toContain(message);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('what the code under test did', () => {
  it('can be read: every call in order, those that reject too', async () => {
    const fake = createFakeClassifiers({ answers: { one: 'a', two: 'b' } });
    await fake.warmUp(['one']);
    await fake.classify('one', 'x');
    await fake.classifyAll('two', ['y', 'z']);
    await fake.describe('two');
    await fake.classify('three', 'x').catch(() => {});
    expect(fake.calls).toEqual([
      { method: 'warmUp', classifier: 'one', inputs: [] },
      { method: 'classify', classifier: 'one', inputs: ['x'] },
      { method: 'classifyAll', classifier: 'two', inputs: ['y', 'z'] },
      { method: 'describe', classifier: 'two', inputs: [] },
      { method: 'classify', classifier: 'three', inputs: ['x'] },
    ]);
    expect(fake.runs).toEqual([
      { classifier: 'one', inputs: ['x'] },
      { classifier: 'two', inputs: ['y'] },
      { classifier: 'two', inputs: ['z'] },
    ]);
  });
});
