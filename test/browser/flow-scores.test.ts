import { expect, it } from 'vitest';
import { createTokenizer } from '../../worker/text/tokenizer';
import oracle from '../oracle/flow-scores.json';
import { connectFlow } from './connect-flow';

const FLOWS = { user: 'userflow', agent: 'agentflow' } as const;
// Dynamic quantization rounds on the edge of two values now this way, now that way, from one build to the next.
const TOLERANCE = 0.02;

it('the page feeds the tensors that native ONNX Runtime was fed', async () => {
  const definition = await (await fetch('/models/flow/tokenizer.json')).json();
  const { maxTokens } = await (await fetch('/models/flow/manifest.json')).json();
  const { tokenize } = createTokenizer(definition, maxTokens);
  expect(oracle.messages).toHaveLength(1000);
  expect(oracle.messages.filter(({ text, ids }) => tokenize(text).join() !== ids.join())).toEqual([]);
});

it.each(['user', 'agent'] as const)(
  'native ONNX Runtime and the page give messages of the %s the same label',
  async (role) => {
    const classifiers = await connectFlow();
    const { labels } = await classifiers.describe(FLOWS[role]);
    const messages = oracle.messages.filter((message) => message.role === role);
    const texts = messages.map(({ text }) => text);
    const all = await classifiers.classifyAll(FLOWS[role], texts, { threshold: 0 });
    classifiers.dispose();

    const differences = messages.flatMap(({ text, scores }, at) => {
      const answers = all[at] ?? [];
      const furthest = Math.max(
        ...answers.map(({ answer, score }) => Math.abs(score - (scores[labels.indexOf(answer)] ?? 2))),
      );
      const [best = 0, second = 0] = scores.toSorted((one, two) => two - one);
      const sameLabel = labels.indexOf(answers[0]?.answer ?? '') === scores.indexOf(best);
      return furthest <= TOLERANCE && (sameLabel || best - second <= TOLERANCE)
        ? []
        : [{ text, furthest, best, second }];
    });
    expect(all.every((answers) => answers.length === labels.length)).toBe(true);
    expect(differences).toEqual([]);
  },
);
