import type { ClassifyRequest } from './classifier-worker';
import type { ScikitEntry } from './registry-entry';
import type { Verdict } from './verdict';

/** The original's rule: three answers at most. */
const TOP = 3;

/**
 * Reads one row of `predict_proba` as SmartApp Framework does: kept is `score >= threshold` (never NaN), highest
 * first, of equal ones the first by index; then the first three; and of these, those that have an intent.
 */
export function readScikitAnswers(
  probabilities: ArrayLike<number>,
  { intents, threshold }: Pick<ScikitEntry, 'intents' | 'threshold'>,
  call: Pick<ClassifyRequest, 'threshold' | 'top'>,
): Verdict {
  // Probabilities are floats of 32 bits: among those, 0.7 equals 0.7.
  const least = Math.fround(call.threshold ?? threshold);
  const sorted = Array.from(probabilities, (score, at) => ({ score, at }))
    .filter(({ score }) => !Number.isNaN(score))
    .sort((one, two) => two.score - one.score);
  const answers = sorted
    .filter(({ score }) => score >= least)
    .slice(0, Math.max(TOP, call.top ?? TOP))
    .flatMap(({ score, at }) => {
      const answer = intents[at];
      return answer === undefined ? [] : [{ answer, score, other: answer === 'other' }];
    })
    .slice(0, call.top);
  return { answers, best: sorted[0]?.score ?? 0 };
}
