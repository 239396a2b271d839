import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Classifiers } from '../../src/index';
import firstMessages from '../fixtures/first-messages.json';
import { connectFlow } from './connect-flow';

let classifiers: Classifiers;

beforeAll(async () => {
  classifiers = await connectFlow();
  await classifiers.warmUp();
});
afterAll(() => classifiers.dispose());

const FLOWS = { user: 'userflow', agent: 'agentflow' } as const;

describe('the shipped model', () => {
  it.each([
    ['userflow', "that's wrong", 'model_wrong_or_try_again'],
    ['userflow', 'can you please answer me?', 'user_wants_agent_to_answer'],
    ['agentflow', 'My apologies', 'agent_apology_error_mistake'],
  ])('as %s labels "%s" as %s', async (name, text, label) => {
    const [best] = await classifiers.classify(name, text);
    expect(best).toMatchObject({ answer: label, other: false });
  });

  it.each(['user', 'agent'] as const)(
    'gives at least eight of ten new messages of the %s the label a reader gives them',
    async (role) => {
      const messages = firstMessages.messages.filter((message) => message.role === role);
      const answers = await classifiers.classifyAll(
        FLOWS[role],
        messages.map(({ text }) => text),
      );
      const right = messages.filter(({ label }, at) => answers[at]?.[0]?.answer === label);
      expect(messages).toHaveLength(10);
      expect(right.length).toBeGreaterThanOrEqual(8);
    },
  );

  it('describes its labels with a readable title each', async () => {
    const { labels, titles } = await classifiers.describe('user_flow_live');
    expect(labels).toHaveLength(21);
    expect(labels.every((label) => (titles[label] ?? '').length > 0)).toBe(true);
  });
});

describe('answers', () => {
  it('come with the highest score first, at or above the threshold', async () => {
    const answers = await classifiers.classify('userflow', 'hm', { threshold: 0 });
    expect(answers).toHaveLength(21);
    expect(answers.map(({ score }) => score)).toEqual(answers.map(({ score }) => score).sort((a, b) => b - a));
    expect(answers.reduce((sum, { score }) => sum + score, 0)).toBeCloseTo(1, 6);
    const third = answers[2]?.score ?? 1;
    expect(await classifiers.classify('userflow', 'hm', { threshold: third })).toEqual(answers.slice(0, 3));
  });

  it('are at most as many as `top` asks for', async () => {
    expect(await classifiers.classify('userflow', 'hm', { threshold: 0, top: 2 })).toHaveLength(2);
  });

  it('mark the entry’s other label', async () => {
    const [best] = await classifiers.classify('agentflow', 'The train leaves at noon from platform two.');
    expect(best).toMatchObject({ answer: 'OTHER', other: true });
  });

  it('are bit-equal alone, in a list, and on a second run', async () => {
    const texts = firstMessages.messages.map(({ text }) => text);
    const listed = await classifiers.classifyAll('userflow', texts, { threshold: 0 });
    const again = await classifiers.classifyAll('userflow', texts.toReversed(), { threshold: 0 });
    const alone: unknown[] = [];
    for (const text of texts) alone.push(await classifiers.classify('userflow', text, { threshold: 0 }));
    expect(listed).toEqual(alone);
    expect(again.toReversed()).toEqual(alone);
  });

  it('are the same for a text and for its tokens', async () => {
    const tokens = ['that', 'is', 'wrong'].map((text) => ({ text, lemma: text }));
    const fromTokens = await classifiers.classify('userflow', tokens);
    expect(fromTokens).toEqual(await classifiers.classify('userflow', 'that is wrong'));
  });
});

describe('unusual input', () => {
  it('that is empty, blank or only an emoji gets a sane answer', async () => {
    for (const text of ['', '   ', '\n', '😀']) {
      const answers = await classifiers.classify('userflow', text, { threshold: 0 });
      expect(answers).toHaveLength(21);
      expect(answers.every(({ score }) => score >= 0 && score <= 1)).toBe(true);
    }
    expect((await classifiers.classify('userflow', ''))[0]).toMatchObject({ other: true });
    expect((await classifiers.classify('agentflow', ''))[0]).toMatchObject({ other: true });
  });

  it('of 100,000 characters is cut to the longest input and answered, and the next text too', async () => {
    const long = 'I would like to know more about the harbour. '.repeat(2300).slice(0, 100_000);
    const answers = await classifiers.classify('userflow', long, { threshold: 0 });
    expect(answers).toHaveLength(21);
    expect(await classifiers.classify('userflow', `${long} thanks, bye`, { threshold: 0 })).toEqual(answers);
    expect((await classifiers.classify('userflow', 'bye!'))[0]?.answer).toBe('user_goodbye');
  });

  it('with a lone surrogate is read as if it had U+FFFD in its place', async () => {
    const broken = await classifiers.classify('userflow', 'thanks \ud83d', { threshold: 0 });
    expect(broken).toEqual(await classifiers.classify('userflow', 'thanks \ufffd', { threshold: 0 }));
  });

  it.each([[undefined], [null], [42], [['a', 'b']], [[{ text: 'a' }]]])('%j is an InvalidInputError', async (input) => {
    const call = classifiers.classify('userflow', input as never);
    await expect(call).rejects.toMatchObject({ name: 'InvalidInputError' });
    await expect(classifiers.classify('userflow', 'bye!')).resolves.toHaveLength(1);
  });

  it('with a function in a token is an InvalidInputError', async () => {
    const tokens = [{ text: 'bye', lemma: 'bye', onUse: () => {} }];
    await expect(classifiers.classify('userflow', tokens)).rejects.toMatchObject({ name: 'InvalidInputError' });
  });

  it('in a list is an InvalidInputError that names its place', async () => {
    const call = classifiers.classifyAll('userflow', ['fine', 7 as never]);
    await expect(call).rejects.toMatchObject({
      name: 'InvalidInputError',
      message: expect.stringContaining('input 1'),
    });
  });

  it.each([[{ threshold: -0.1 }], [{ threshold: 1.1 }], [{ threshold: Number.NaN }], [{ top: 0 }], [{ top: 1.5 }]])(
    'options %j are an InvalidInputError',
    async (options) => {
      await expect(classifiers.classify('userflow', 'hi', options)).rejects.toMatchObject({
        name: 'InvalidInputError',
      });
    },
  );
});
