import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Classifiers } from '../../src/index';
import { connectFlow } from './connect-flow';
import { macroF1 } from './macro-f1';

interface Message {
  role: 'user' | 'agent';
  text: string;
  label: string;
  difficulty?: 'plain' | 'hard';
}

const files = import.meta.glob<string>('../../training/data/test/*.jsonl', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const messages: Message[] = Object.values(files).flatMap((file) =>
  file
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line)),
);

// Half a point under what docs/evaluation/figures.md reports: a worse model does not land unnoticed.
const FLOORS = [
  { name: 'userflow', role: 'user', plain: 0.987, hard: 0.843 },
  { name: 'agentflow', role: 'agent', plain: 0.992, hard: 0.91 },
  { name: 'userflow_instant', role: 'user', plain: 0.975, hard: 0.815 },
  { name: 'agentflow_instant', role: 'agent', plain: 0.99, hard: 0.876 },
];

let classifiers: Classifiers;
beforeAll(async () => {
  classifiers = await connectFlow();
});
afterAll(() => classifiers.dispose());

describe('on the frozen test split', () => {
  it.each(FLOORS)('$name keeps its macro-F1', { timeout: 300_000 }, async ({ name, role, plain, hard }) => {
    // Conversations are left to training/evaluate.py: they would double the time.
    const chosen = messages.filter((message) => message.role === role && message.difficulty !== undefined);
    expect(chosen.length).toBeGreaterThan(600);
    const answers = await classifiers.classifyAll(
      name,
      chosen.map(({ text }) => text),
      { threshold: 0, top: 1 },
    );
    const given = answers.map(([best]) => best?.answer ?? '');
    const score = (part: (message: Message) => boolean) => {
      const places = chosen.flatMap((message, at) => (part(message) ? [at] : []));
      return macroF1(
        places.map((at) => chosen[at]?.label ?? ''),
        places.map((at) => given[at] ?? ''),
      );
    };
    expect(score(({ difficulty }) => difficulty === 'plain')).toBeGreaterThanOrEqual(plain);
    expect(score(({ difficulty }) => difficulty === 'hard')).toBeGreaterThanOrEqual(hard);
  });
});
