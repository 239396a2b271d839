import { expect, it } from 'vitest';
import type { Call } from '../../../../worker/classifier';
import { createSkip } from '../../../../worker/classifiers/skip';

it('K1: a skip answers each of its intents in order, score 0, other false, whatever the threshold', async () => {
  const intents = ['x', 'other', 'y', 'z', 'w', 'x'];
  const [verdict] = await createSkip({ type: 'skip', intents }).classify(['hi'], { threshold: 0.9 } as Call);
  const answers = intents.map((answer) => ({ answer, score: 0, other: false }));
  expect(verdict).toEqual({ answers, best: 0 });
});
