import type { ClassifyRequest } from './classifier-worker';
import type { OnnxEntry } from './registry-entry';
import type { Verdict } from './verdict';

/**
 * Reads one text's scores [L] as answers, highest score first; equal scores keep their index order.
 * Kept is `score >= threshold`. The choice `first` is the published server's: the first label by index that is not
 * the other label and whose score is above the threshold (`llm-flow-classification`).
 */
export function readScores(
  scores: readonly number[],
  labels: readonly string[],
  reading: Pick<OnnxEntry, 'choice' | 'threshold' | 'other'>,
  call: Pick<ClassifyRequest, 'threshold' | 'top' | 'choice'>,
): Verdict {
  const threshold = call.threshold ?? reading.threshold;
  const choice = call.choice ?? reading.choice;
  const answers = labels.map((answer, at) => ({
    answer,
    score: scores[at] ?? Number.NaN,
    other: answer === reading.other,
  }));
  // Of NaN nothing is the best; of no scores neither.
  const best = Math.max(0, ...scores) || 0;
  if (choice === 'first') {
    return { answers: answers.filter(({ score, other }) => score > threshold && !other).slice(0, 1), best };
  }
  const kept = answers.filter(({ score }) => score >= threshold).sort((one, two) => two.score - one.score);
  return { answers: kept.slice(0, choice === 'best' ? 1 : call.top), best };
}
