import { afterEach, describe, expect, it } from 'vitest';
import type { Answer, Classifiers, ConnectOptions } from '../../src/index';
import { DisposedError } from '../../src/index';
import { connectFlow } from './connect-flow';

const SURE = 'goodbye!';
const UNSURE = 'hm, that number looks a little off to me';
const LONG = 'The harbour was built long before the town had walls, and nobody remembers who paid for it. '.repeat(20);

const folder = (path: string) => new URL(path, location.href).href;
const instant = () => ({ type: 'ngram', path: folder('/models/flow-instant'), output: 'user', threshold: 0.5 });
const flow = (path = '/models/flow') => ({ type: 'onnx', path: folder(path), output: 'user_logits', threshold: 0.75 });
const cascade = (confidence: number) => ({ type: 'cascade', first: 'instant', then: 'flow', confidence });
const registry = (more: object = {}) => ({
  instant: instant(),
  flow: flow(),
  fast: cascade(0.95),
  never: cascade(1),
  always: cascade(0),
  ...more,
});

let classifiers: Classifiers | undefined;
afterEach(() => classifiers?.dispose());

async function connect(options: Partial<ConnectOptions> & { registry?: object } = { registry: registry() }) {
  classifiers = await connectFlow(options);
  return classifiers;
}

function listen() {
  const heard: [string, Answer[]][] = [];
  return {
    heard,
    onProvisional: (answers: Answer[]) => void heard.push(['provisional', answers]),
    onFinal: (answers: Answer[]) => void heard.push(['final', answers]),
  };
}

const provisional = (answers: Answer[]) => answers.map((answer) => ({ ...answer, provisional: true }));
const settled = () => new Promise((resolve) => setTimeout(resolve, 100));

describe('a cascade', () => {
  it('gives its first’s answer where that is sure, and does not ask its second', async () => {
    const { classify, describe } = await connect({ registry: registry({ flow: flow('/faulty/missing-model') }) });
    const { heard, ...listeners } = listen();
    const answers = await classify('always', SURE, listeners);
    expect(answers).toEqual(await classify('instant', SURE));
    expect(answers).toMatchObject([{ answer: 'user_goodbye' }]);
    expect(heard).toEqual([]);
    expect((await describe('always')).labels).toHaveLength(21);
    await expect(classify('never', SURE)).rejects.toMatchObject({ name: 'ModelFetchError' });
  });

  it('gives its second’s answer where its first is not sure, after the first’s', async () => {
    const { classify } = await connect();
    const { heard, ...listeners } = listen();
    const answers = await classify('never', UNSURE, { threshold: 0, ...listeners });
    expect(answers).toEqual(await classify('flow', UNSURE, { threshold: 0 }));
    expect(heard).toEqual([['provisional', provisional(await classify('instant', UNSURE, { threshold: 0 }))]]);
  });

  it('tells its first’s answers while the model of its second is loading', async () => {
    const { classify } = await connect({ registry: registry({ flow: flow('/held/cascade') }) });
    const told: Answer[][] = [];
    const onProvisional = (answers: Answer[]) => void told.push(answers);
    const answers = classify('never', SURE, { onProvisional });
    // The model is let go only when they have been told.
    await expect.poll(() => told).toHaveLength(1);
    await fetch('/held/cascade/let-go');
    expect(await answers).toEqual(await classify('flow', SURE));
    expect(told).toEqual([provisional(await classify('instant', SURE))]);
  });

  it('tells `[]` where no answer of its first is above the threshold, or fails with its second', async () => {
    const { classify } = await connect({ registry: registry({ flow: flow('/faulty/missing-model') }) });
    const { heard, ...listeners } = listen();
    const failing = classify('never', UNSURE, { threshold: 1, ...listeners });
    await expect(failing).rejects.toMatchObject({ name: 'ModelFetchError' });
    expect(heard).toEqual([['provisional', []]]);
  });

  it('does not wait in the queue where its first is sure', async () => {
    const { classify, warmUp } = await connect();
    await warmUp();
    const ended: string[] = [];
    const ahead = Array.from({ length: 8 }, (_, at) => classify('flow', `${at} ${LONG}`));
    const noted = ahead.map((call) => call.finally(() => ended.push('model')));
    await classify('always', SURE).finally(() => ended.push('first'));
    await Promise.all(noted);
    // The worker hears of it when the run that it has begun is over, or the one after that.
    expect(ended.indexOf('first')).toBeLessThan(4);
  });

  it('answers a list, each text by the one whose answer it is', async () => {
    const { classifyAll } = await connect();
    const texts = [SURE, UNSURE, 'thanks a lot!', 'bye', 'Which planet has the most moons?'];
    const quick = await classifyAll('instant', texts, { threshold: 0 });
    const slow = await classifyAll('flow', texts, { threshold: 0 });
    const expected = quick.map((answers, at) => ((answers[0]?.score ?? 0) >= 0.95 ? answers : slow[at]));
    expect(await classifyAll('fast', texts, { threshold: 0 })).toEqual(expected);
    expect(await classifyAll('always', texts, { threshold: 0, batch: 4 })).toEqual(quick);
  });

  it('after an abort tells nothing more', async () => {
    const { classify, warmUp } = await connect();
    await warmUp(['instant']);
    const { heard, ...listeners } = listen();
    const controller = new AbortController();
    const early = classify('never', UNSURE, { signal: controller.signal, ...listeners });
    controller.abort();
    await expect(early).rejects.toMatchObject({ name: 'AbortError' });
    const inBetween = new AbortController();
    const told: string[] = [];
    const call = classify('never', UNSURE, {
      signal: inBetween.signal,
      onProvisional: () => {
        told.push('provisional');
        inBetween.abort();
      },
    });
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    await classify('flow', UNSURE);
    expect(heard).toEqual([]);
    expect(told).toEqual(['provisional']);
  });

  it('loads its first before its second', async () => {
    const paths: string[] = [];
    const { warmUp } = await connect({ registry: registry(), onProgress: ({ path }) => paths.push(path) });
    await warmUp(['fast']);
    expect([...new Set(paths)]).toEqual([folder('/models/flow-instant'), folder('/models/flow')]);
  });

  it.each([[{ onProvisional: 'yes' }], [{ onFinal: 3 }]])('%j is an InvalidInputError', async (options) => {
    const { classify } = await connect();
    await expect(classify('fast', 'hi', options as never)).rejects.toMatchObject({ name: 'InvalidInputError' });
  });
});

describe('an external with "late": "first"', () => {
  const late = (timeout: number, classifier = 'never') => ({ type: 'external', classifier, timeout, late: 'first' });

  it('resolves at its limit with the first’s answers while the model loads, and the final ones follow', async () => {
    const held = registry({ flow: flow('/held/late'), live: late(0.3) });
    const { classify, warmUp } = await connect({ registry: held });
    await warmUp(['instant']);
    const { heard, ...listeners } = listen();
    const calledAt = performance.now();
    const answers = await classify('live', SURE, listeners);
    expect(performance.now() - calledAt).toBeGreaterThanOrEqual(298);
    await fetch('/held/late/let-go');
    expect(answers).toEqual(provisional(await classify('instant', SURE)));
    const final = await classify('flow', SURE);
    await expect.poll(() => heard.length).toBe(2);
    expect(heard).toEqual([
      ['provisional', answers],
      ['final', final],
    ]);
    expect(await classify('live', SURE, listeners)).toEqual(final);
    expect(heard.filter(([kind]) => kind === 'final')).toHaveLength(1);
  });

  it('resolves with `[]` where even the first’s answers are not there', async () => {
    const { classify } = await connect({ registry: registry({ live: late(0.001) }) });
    const { heard, ...listeners } = listen();
    expect(await classify('live', SURE, listeners)).toEqual([]);
    await expect.poll(() => heard.length, { timeout: 60_000 }).toBe(1);
    expect(heard).toEqual([['final', await classify('flow', SURE)]]);
  });

  it('tells nothing more after an abort, and nothing after `dispose`', async () => {
    const { classify, dispose, warmUp } = await connect({ registry: registry({ live: late(0.05) }) });
    await warmUp(['instant']);
    const { heard, ...listeners } = listen();
    const controller = new AbortController();
    await classify('live', SURE, { signal: controller.signal, ...listeners });
    controller.abort();
    const disposed = listen();
    await classify('live', UNSURE, disposed);
    dispose();
    await expect(classify('live', SURE)).rejects.toBeInstanceOf(DisposedError);
    await settled();
    expect([...heard, ...disposed.heard].filter(([kind]) => kind === 'final')).toEqual([]);
  });
});

describe('an entry that wraps others', () => {
  it('may wrap any: a limit inside a cascade holds, whatever the worker does', async () => {
    const hasty = { type: 'external', classifier: 'flow', timeout: 0.2 };
    const outer = { ...cascade(1), then: 'hasty' };
    const { classify } = await connect({ registry: registry({ hasty, outer }) });
    // So much before it that its limit is over long before the model comes to it.
    const ended: string[] = [];
    const long = Array.from({ length: 15 }, (_, at) => `${at} ${'so '.repeat(250)}`);
    const patient = Promise.all(long.map((text) => classify('flow', text))).finally(() => ended.push('model'));
    expect(await classify('outer', SURE).finally(() => ended.push('outer'))).toEqual([]);
    await patient;
    expect(ended).toEqual(['outer', 'model']);
  });
});

describe('equal texts', () => {
  // That they are computed once is counted in test/unit/worker/inference/share-runs.test.ts.
  it('are read by each entry and each call in its own way', async () => {
    const { classify, warmUp } = await connect({
      registry: registry({ live: { type: 'external', classifier: 'flow', timeout: 60 } }),
    });
    await warmUp();
    const calls = Array.from({ length: 50 }, (_, at) => classify(at % 2 ? 'live' : 'flow', UNSURE, { threshold: 0 }));
    const [first, ...others] = await Promise.all(calls);
    expect(others).toEqual(others.map(() => first));
    const all = await classify('live', UNSURE, { threshold: 0 });
    expect(all).toHaveLength(21);
    expect(await classify('flow', UNSURE, { threshold: 0, top: 1 })).toEqual(all.slice(0, 1));
  });
});

describe('more requests than can wait', () => {
  it('are refused, and those that wait are answered', async () => {
    const { classify } = await connect();
    const calls = Array.from({ length: 1005 }, () => classify('flow', SURE));
    const ends = await Promise.allSettled(calls);
    const refused = ends.filter((end) => end.status === 'rejected').map(({ reason }) => reason.name);
    expect(refused).toEqual(Array.from({ length: 5 }, () => 'QueueFullError'));
  });
});
