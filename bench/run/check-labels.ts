import type { Labelled } from '../contenders/bench-page';
import type { ContenderId } from './contender-id';
import type { TimedContender } from './timed-contender';

/** A text that a contender labels otherwise than we do. */
export interface Difference {
  contender: ContenderId;
  text: string;
  ours: Labelled;
  theirs: Labelled;
}

/** What the comparison of all labels found. */
export interface LabelCheck {
  texts: number;
  differences: Difference[];
}

// Versions of ONNX Runtime round int8 products differently, by about 0.001 of a logit and rarely by more: that can
// turn a tie and nothing else. One text in two hundred may be one.
const ALLOWED_SHARE = 0.005;

/**
 * Has every contender label every text, one at a time, before anything is timed.
 * @throws Error when they do not do the same work: labels differ in more than a few ties
 */
export async function checkLabels(contenders: TimedContender[], texts: string[]): Promise<LabelCheck> {
  const labelled = new Map<ContenderId, Labelled[]>();
  for (const { id, timeAll } of contenders) labelled.set(id, (await timeAll(texts, 'single')).labels);
  const ours = labelled.get('ours') ?? [];
  const differences = [...labelled].flatMap(([contender, theirs]) =>
    texts.flatMap((text, at) => {
      const [one, other] = [ours[at], theirs[at]];
      if (!one || !other) throw new Error(`${contender} gave no label for ${JSON.stringify(text)}`);
      return one.label === other.label ? [] : [{ contender, text, ours: one, theirs: other }];
    }),
  );
  for (const { id } of contenders) {
    const wrong = differences.filter(({ contender }) => contender === id);
    if (wrong.length <= ALLOWED_SHARE * texts.length) continue;
    throw new Error(`${id} gives ${wrong.length} of ${texts.length} texts another label: ${JSON.stringify(wrong[0])}`);
  }
  return { texts: texts.length, differences };
}
