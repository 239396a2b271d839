import { describe, expect, it } from 'vitest';
import { type AnswerListeners, answerCall } from '../../../src/answer-call';
import type { Answer } from '../../../src/contract/answer';
import type { ClassifierInput } from '../../../src/contract/classifier-input';
import { parseRegistry } from '../../../src/contract/parse-registry';
import type { RegistryEntry } from '../../../src/contract/registry-entry';
import type { Verdict } from '../../../src/contract/verdict';

const HOUR = 3_600_000;
const answer = (name: string, score: number): Answer => ({ answer: name, score, other: false });
const verdict = (name: string, score: number): Verdict => ({ answers: [answer(name, score)], best: score });
const guess = (name: string, score: number): Answer => ({ ...answer(name, score), provisional: true });

type Ask = (inputs: readonly ClassifierInput[], deadline: number) => Promise<Verdict[]>;

/** Resolves when it is told to. */
function createLater(value: Verdict[]) {
  let settle = (_error?: Error) => {};
  const ask = () =>
    new Promise<Verdict[]>((resolve, reject) => {
      settle = (error) => (error ? reject(error) : resolve(value));
    });
  return { ask, come: () => settle(), fail: (error: Error) => settle(error) };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 20));
const block = (ms: number) => {
  for (const endsAt = performance.now() + ms; performance.now() < endsAt; );
};

/** A registry whose entries that compute something are the given functions. */
function createEntries(asks: Record<string, Ask>, wrappers: Record<string, object>) {
  const leaves = Object.fromEntries(Object.keys(asks).map((name) => [name, { type: 'skip', intents: [] }]));
  const json = JSON.stringify({ ...leaves, ...wrappers });
  const { entries, summary } = parseRegistry([{ url: 'classifiers.json', json }]);
  expect(summary.faults).toEqual([]);
  const asked: { name: string; inputs: readonly ClassifierInput[]; deadline: number }[] = [];
  return {
    asked,
    names: () => asked.map(({ name }) => name),
    find: (name: string) => entries.get(name)?.entry as RegistryEntry,
    compute: (name: string, inputs: readonly ClassifierInput[], deadline: number) => {
      asked.push({ name, inputs, deadline });
      return (asks[name] as Ask)(inputs, deadline);
    },
  };
}

function call(
  name: string,
  entries: ReturnType<typeof createEntries>,
  more: { agoMs?: number; inputs?: string[] } = {},
) {
  const heard: unknown[] = [];
  const listeners: AnswerListeners = {
    onProvisional: (answers) => heard.push(['provisional', answers[0]]),
    onFinal: (answers) => heard.push(['final', answers[0]]),
  };
  const question = { inputs: more.inputs ?? ['hi'], calledAt: Date.now() - (more.agoMs ?? 0) };
  return { answers: answerCall(name, question, entries, listeners), heard, calledAt: question.calledAt };
}

const cascade = { type: 'cascade', first: 'fast', then: 'slow', confidence: 0.9 };
const seconds = (timeout: number, classifier: string, more: object = {}) => ({
  type: 'external',
  classifier,
  timeout,
  ...more,
});

describe('a cascade', () => {
  it('gives what its first is sure of, and neither asks its second nor tells anything before', async () => {
    const entries = createEntries({ fast: async () => [verdict('a', 0.9)], slow: async () => [] }, { cascade });
    const { answers, heard } = call('cascade', entries);
    expect(await answers).toEqual([[answer('a', 0.9)]]);
    await settled();
    expect(heard).toEqual([]);
    expect(entries.names()).toEqual(['fast']);
  });

  it('decides by the best score before any threshold, not by the answers', async () => {
    const sure = createEntries({ fast: async () => [{ answers: [], best: 0.97 }], slow: async () => [] }, { cascade });
    expect(await call('cascade', sure).answers).toEqual([[]]);
    expect(sure.names()).toEqual(['fast']);
  });

  it('else tells the first’s answers, marked as provisional, and gives those of its second', async () => {
    const slow = createLater([verdict('b', 0.7)]);
    const entries = createEntries({ fast: async () => [verdict('a', 0.89)], slow: slow.ask }, { cascade });
    const { answers, heard } = call('cascade', entries);
    await settled();
    expect(heard).toEqual([['provisional', [guess('a', 0.89)]]]);
    slow.come();
    expect(await answers).toEqual([[answer('b', 0.7)]]);
    await settled();
    expect(heard).toHaveLength(1);
  });

  it('tells `[]` where its first has no answer above its threshold', async () => {
    const entries = createEntries(
      { fast: async () => [{ answers: [], best: 0.4 }], slow: async () => [verdict('b', 1)] },
      { cascade },
    );
    const { answers, heard } = call('cascade', entries);
    await answers;
    expect(heard).toEqual([['provisional', []]]);
  });

  it('rejects with the error of its second, after the first’s answers, and with that of its first', async () => {
    const failing = () => Promise.reject(new Error('no such file'));
    const one = call('cascade', createEntries({ fast: async () => [verdict('a', 0.1)], slow: failing }, { cascade }));
    await expect(one.answers).rejects.toThrow('no such file');
    expect(one.heard).toHaveLength(1);
    const two = call('cascade', createEntries({ fast: failing, slow: async () => [] }, { cascade }));
    await expect(two.answers).rejects.toThrow('no such file');
    expect(two.heard).toEqual([]);
  });

  it('of cascades tells once, and gives what the last of them says', async () => {
    const entries = createEntries(
      {
        fast: async () => [verdict('a', 0.1)],
        slow: async () => [verdict('b', 0.2)],
        slowest: async () => [verdict('c', 0.3)],
      },
      { cascade, outer: { ...cascade, first: 'cascade', then: 'slowest' } },
    );
    const { answers, heard } = call('outer', entries);
    expect(await answers).toEqual([[answer('c', 0.3)]]);
    expect(heard).toEqual([['provisional', [guess('a', 0.1)]]]);
    expect(entries.names()).toEqual(['fast', 'slow', 'slowest']);
  });

  it('asks its second for those of a batch of which its first is not sure', async () => {
    const fast: Ask = async (inputs) => inputs.map((input) => verdict('a', Number(input)));
    const slow: Ask = async (inputs) => inputs.map((input) => verdict('b', Number(input)));
    const entries = createEntries({ fast, slow }, { cascade });
    const { answers } = call('cascade', entries, { inputs: ['0.1', '0.95', '0.2'] });
    expect(await answers).toEqual([[answer('b', 0.1)], [answer('a', 0.95)], [answer('b', 0.2)]]);
    expect(entries.asked.map(({ inputs }) => inputs)).toEqual([
      ['0.1', '0.95', '0.2'],
      ['0.1', '0.2'],
    ]);
  });
});

describe('an external', () => {
  const one = async () => [verdict('a', 1)];

  it('gives the answers of its target, or its error, in time', async () => {
    expect(await call('live', createEntries({ one }, { live: seconds(60, 'one') })).answers).toEqual([
      [answer('a', 1)],
    ]);
    const failing = createEntries({ one: () => Promise.reject(new Error('no')) }, { live: seconds(60, 'one') });
    await expect(call('live', failing).answers).rejects.toThrow('no');
  });

  it('tells the worker the smallest deadline of a path, which runs from the call', async () => {
    const wrappers = { inner: seconds(60, 'one'), outer: seconds(90, 'inner'), outermost: seconds(30, 'outer') };
    const entries = createEntries({ one }, wrappers);
    const starts: number[] = [];
    for (const name of ['one', 'inner', 'outer', 'outermost']) {
      const { answers, calledAt } = call(name, entries);
      starts.push(calledAt);
      await answers;
    }
    const limits = entries.asked.map(({ deadline }, at) => deadline - (starts[at] ?? 0));
    expect(limits).toEqual([Number.POSITIVE_INFINITY, 60_000, 60_000, 30_000]);
  });

  it('answers `[]` for what comes late or fails late, at once, and tells no more', async () => {
    const later = createLater([verdict('a', 1)]);
    const entries = createEntries({ one: later.ask }, { live: seconds(0.02, 'one') });
    const late = call('live', entries);
    expect(await late.answers).toEqual([[]]);
    later.come();
    const failed = call('live', entries);
    expect(await failed.answers).toEqual([[]]);
    later.fail(new Error('no'));
    await settled();
    expect([...late.heard, ...failed.heard]).toEqual([]);
  });

  it('whose limit has passed asks for nothing any more', async () => {
    const entries = createEntries({ one }, { live: seconds(0.02, 'one') });
    expect(await call('live', entries, { agoMs: 30, inputs: ['hi', 'bye'] }).answers).toEqual([[], []]);
    expect(entries.names()).toEqual([]);
  });

  it('of a cascade answers `[]` when the second is late, after the first’s answers', async () => {
    const slow = createLater([verdict('b', 1)]);
    const entries = createEntries(
      { fast: async () => [verdict('a', 0.5)], slow: slow.ask },
      { cascade, live: seconds(0.05, 'cascade') },
    );
    const { answers, heard } = call('live', entries);
    expect(await answers).toEqual([[]]);
    slow.come();
    await settled();
    expect(heard).toEqual([['provisional', [guess('a', 0.5)]]]);
  });

  it('as the first of a cascade that is late leaves it to the second', async () => {
    const entries = createEntries(
      { fast: () => new Promise(() => {}), slow: async () => [verdict('b', 0.7)] },
      { hasty: seconds(0.02, 'fast'), outer: { ...cascade, first: 'hasty' } },
    );
    const { answers, heard } = call('outer', entries);
    expect(await answers).toEqual([[answer('b', 0.7)]]);
    expect(heard).toEqual([['provisional', []]]);
  });
});

describe('an external with "late": "first"', () => {
  const late = { late: 'first' };

  it('gives the final answers that come in time, and nothing after them', async () => {
    const entries = createEntries(
      { fast: async () => [verdict('a', 0.5)], slow: async () => [verdict('b', 0.7)] },
      { cascade, live: seconds(60, 'cascade', late) },
    );
    const { answers, heard } = call('live', entries);
    expect(await answers).toEqual([[answer('b', 0.7)]]);
    await settled();
    expect(heard).toEqual([['provisional', [guess('a', 0.5)]]]);
  });

  it('gives the first’s answers when its limit passes, marked as provisional, and the final ones follow', async () => {
    const slow = createLater([verdict('b', 0.7)]);
    const entries = createEntries(
      { fast: async () => [verdict('a', 0.5)], slow: slow.ask },
      { cascade, live: seconds(0.05, 'cascade', late) },
    );
    const { answers, heard } = call('live', entries);
    expect(await answers).toEqual([[guess('a', 0.5)]]);
    slow.come();
    await settled();
    expect(heard).toEqual([
      ['provisional', [guess('a', 0.5)]],
      ['final', [answer('b', 0.7)]],
    ]);
    expect(entries.asked.at(-1)?.deadline).toBe(Number.POSITIVE_INFINITY);
  });

  it('gives `[]` where even the first’s answers are not there, tells them no more, and the final ones follow', async () => {
    const fast = createLater([verdict('a', 0.95)]);
    const entries = createEntries(
      { fast: fast.ask, slow: async () => [] },
      { cascade, live: seconds(0.02, 'cascade', late) },
    );
    const { answers, heard } = call('live', entries);
    expect(await answers).toEqual([[]]);
    fast.come();
    await settled();
    expect(heard).toEqual([['final', [answer('a', 0.95)]]]);
  });

  it('of an entry without a first gives `[]`, and the final answers follow', async () => {
    const slow = createLater([verdict('b', 0.7)]);
    const { answers, heard } = call('live', createEntries({ slow: slow.ask }, { live: seconds(0.02, 'slow', late) }));
    expect(await answers).toEqual([[]]);
    slow.come();
    await settled();
    expect(heard).toEqual([['final', [answer('b', 0.7)]]]);
  });

  it('tells nothing more where the final answers fail', async () => {
    const slow = createLater([]);
    const entries = createEntries(
      { fast: async () => [verdict('a', 0.5)], slow: slow.ask },
      { cascade, live: seconds(0.05, 'cascade', late) },
    );
    const { answers, heard } = call('live', entries);
    await answers;
    slow.fail(new Error('no'));
    await settled();
    expect(heard).toEqual([['provisional', [guess('a', 0.5)]]]);
  });

  it('goes by the clock where its timer comes late: it resolves first, and the final answers follow', async () => {
    const slow = createLater([verdict('b', 0.7)]);
    const entries = createEntries(
      { fast: async () => [verdict('a', 0.5)], slow: slow.ask },
      { cascade, live: seconds(0.05, 'cascade', late) },
    );
    const { answers, heard } = call('live', entries);
    const resolved = answers.then((given) => heard.push(['resolved', given[0]]));
    await settled();
    slow.come();
    block(60);
    await resolved;
    await settled();
    expect(heard.slice(1)).toEqual([
      ['resolved', [guess('a', 0.5)]],
      ['final', [answer('b', 0.7)]],
    ]);
  });

  it('keeps the limits around it: the smaller decides, and what comes after another one is `[]`', async () => {
    const slow = createLater([verdict('b', 0.7)]);
    const wrappers = {
      cascade,
      soft: seconds(0.05, 'cascade', late),
      around: seconds(0.1, 'soft'),
      hasty: seconds(0.02, 'soft'),
    };
    const fast = async () => [verdict('a', 0.5)];
    const entries = createEntries({ fast, slow: slow.ask }, wrappers);
    expect(await call('hasty', entries).answers).toEqual([[]]);
    const { answers, heard } = call('around', entries);
    expect(await answers).toEqual([[guess('a', 0.5)]]);
    await expect.poll(() => heard.at(-1)).toEqual(['final', []]);
    slow.come();
    await settled();
    expect(heard).toHaveLength(2);
  });

  it('nested in another resolves at the smaller limit, and the final answers come once', async () => {
    const slow = createLater([verdict('b', 0.7)]);
    const entries = createEntries(
      { fast: async () => [verdict('a', 0.5)], slow: slow.ask },
      { cascade, inner: seconds(0.08, 'cascade', late), outer: seconds(0.04, 'inner', late) },
    );
    const { answers, heard } = call('outer', entries);
    expect(await answers).toEqual([[guess('a', 0.5)]]);
    await new Promise((resolve) => setTimeout(resolve, 60));
    slow.come();
    await settled();
    expect(heard.slice(1)).toEqual([['final', [answer('b', 0.7)]]]);
  });

  it('lets the worker drop what nobody waits for: without a listener its limit is the deadline', async () => {
    const entries = createEntries({ one: async () => [verdict('a', 1)] }, { live: seconds(60, 'one', late) });
    const calledAt = Date.now();
    await answerCall('live', { inputs: ['hi'], calledAt }, entries, {});
    expect(entries.asked[0]?.deadline).toBe(calledAt + 60_000);
  });

  it('stops a list at its limit', async () => {
    const entries = createEntries({ one: async () => [verdict('a', 1)] }, { live: seconds(1, 'one', late) });
    expect(await answerCall('live', { inputs: ['hi'], calledAt: Date.now() - HOUR }, entries, {})).toEqual([[]]);
    expect(entries.names()).toEqual([]);
  });
});
