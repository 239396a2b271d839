import type { ClassifyRequest } from '../../src/contract/classifier-worker';
import { readScores } from '../../src/contract/read-scores';
import type { OnnxEntry } from '../../src/contract/registry-entry';
import type { Verdict } from '../../src/contract/verdict';

/** How logits are read: the entry's keys. */
type Reading = Pick<OnnxEntry, 'scores' | 'choice' | 'threshold' | 'other'>;

/** Reads one text's logits [L] as answers, as the entry and the call say. */
export function readAnswers(
  logits: ArrayLike<number>,
  labels: readonly string[],
  reading: Reading,
  call: Pick<ClassifyRequest, 'threshold' | 'top' | 'choice'>,
): Verdict {
  return readScores(reading.scores === 'softmax' ? softmax(logits) : sigmoid(logits), labels, reading, call);
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
