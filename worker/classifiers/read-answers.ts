import type { OnnxEntry } from '../../src/contract/registry-entry';
import type { Verdict } from '../../src/contract/verdict';
import type { Call } from '../classifier';

/** How logits are read: the entry's keys, and what the call overrides. */
type Reading = Pick<OnnxEntry, 'scores' | 'choice' | 'threshold' | 'other'>;

/**
 * Reads one text's logits [L] as answers, highest score first; equal scores keep their index order.
 * Kept is `score >= threshold`. The choice `first` is the published server's: the first label by index that is not
 * the other label and whose score is above the threshold (`llm-flow-classification`).
 */
export function readAnswers(
  logits: ArrayLike<number>,
  labels: readonly string[],
  reading: Reading,
  call: Pick<Call, 'threshold' | 'top' | 'choice'>,
): Verdict {
  const scores = reading.scores === 'softmax' ? softmax(logits) : sigmoid(logits);
  const threshold = call.threshold ?? reading.threshold;
  const choice = call.choice ?? reading.choice;
  const answers = labels.map((answer, at) => ({
    answer,
    score: scores[at] ?? Number.NaN,
    other: answer === reading.other,
  }));
  // Of NaN nothing is the best.
  const best = Math.max(...scores) || 0;
  if (choice === 'first') {
    return { answers: answers.filter(({ score, other }) => score > threshold && !other).slice(0, 1), best };
  }
  const kept = answers.filter(({ score }) => score >= threshold).sort((one, two) => two.score - one.score);
  return { answers: kept.slice(0, choice === 'best' ? 1 : call.top), best };
}

function softmax(logits: ArrayLike<number>): number[] {
  const values = Array.from(logits);
  const highest = Math.max(...values);
  const powers = values.map((value) => Math.exp(value - highest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

function sigmoid(logits: ArrayLike<number>): number[] {
  return Array.from(logits, (value) => 1 / (1 + Math.exp(-value)));
}
