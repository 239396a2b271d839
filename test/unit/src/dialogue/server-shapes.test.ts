import { describe, expect, it } from 'vitest';
import { labelExchange } from '../../../../src/dialogue/label-exchange';
import { labelMessages } from '../../../../src/dialogue/label-messages';

const asked: unknown[] = [];
const classifiers = {
  async classify(name: string, input: unknown, options: unknown) {
    asked.push([name, input, options]);
    return input === 'nothing' ? [] : [{ answer: `${name}: ${input}`, score: 1, other: false }];
  },
  async classifyAll(name: string, inputs: readonly unknown[]) {
    return inputs.map((input) => [{ answer: `${name}: ${input}`, score: 1, other: false }]);
  },
};

describe('an exchange', () => {
  it('is labelled on both sides, by the first label above 0.3', async () => {
    asked.length = 0;
    expect(await labelExchange(classifiers, { llm_input: 'why', llm_output: 'sorry' })).toEqual({
      user_flow: 'userflow: why',
      agent_flow: 'agentflow: sorry',
    });
    expect(asked.map((call) => (call as unknown[])[2])).toEqual(asked.map(() => ({ threshold: 0.3, choice: 'first' })));
  });

  it('has an empty label where none is sure enough', async () => {
    const flow = await labelExchange(classifiers, { llm_input: 'nothing', llm_output: 'nothing' });
    expect(flow).toEqual({ user_flow: '', agent_flow: '' });
  });

  it('takes the last message of a ChatML list', async () => {
    const llm_input = [
      { role: 'assistant', content: null, tool_calls: [] },
      { role: 'user', content: 'and now?' },
    ];
    const { user_flow } = await labelExchange(classifiers, { llm_input, llm_output: '' }, { user: 'mine' });
    expect(user_flow).toBe('mine: and now?');
  });

  it.each([
    [{ llm_input: 'a' }],
    [{ llm_input: 1, llm_output: '' }],
    [{ llm_input: [], llm_output: '' }],
    [{ llm_input: [{ role: 'user' }], llm_output: '' }],
    [null],
  ])('that is none is refused, as by the server: %j', async (exchange) => {
    const labelling = labelExchange(classifiers, exchange as never);
    await expect(labelling).rejects.toMatchObject({ name: 'InvalidInputError' });
  });
});

describe('a conversation', () => {
  it('is labelled message by message, in its order, each by its speaker', async () => {
    const messages = [
      { text: 'a', speaker: 'agent' as const },
      { text: 'b', speaker: 'user' as const },
      { text: 'c', speaker: 'agent' as const },
    ];
    const labels = await labelMessages(classifiers, { messages });
    expect(labels).toEqual(['agentflow: a', 'userflow: b', 'agentflow: c']);
  });

  it.each([
    [{ messages: [] }],
    [{ messages: [{ text: 'a', speaker: 'bot' }] }],
    [{ messages: [{ speaker: 'user' }] }],
    [{}],
  ])('that is none is refused: %j', async (conversation) => {
    const labelling = labelMessages(classifiers, conversation as never);
    await expect(labelling).rejects.toMatchObject({ name: 'InvalidInputError' });
  });
});
