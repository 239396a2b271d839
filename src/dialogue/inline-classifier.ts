import * as v from 'valibot';
import type { Classifiers } from '../classifiers';
import type { Answer } from '../contract/answer';
import type { ClassifierInput } from '../contract/classifier-input';
import { DialogueEntryError } from '../contract/errors';
import { secondsToLimitMs } from '../contract/seconds-to-limit-ms';
import { showValue } from '../contract/show-value';
import { orLate } from '../or-late';

const schema = v.object({
  type: v.literal('external'),
  classifier: v.string(),
  timeout: v.nullish(v.pipe(v.number(), v.finite(), v.minValue(0))),
});

/** Asks the classifier that a filler or requirement names. @throws DialogueEntryError, or what `classify` throws */
export type AskInline = (input: ClassifierInput) => Promise<Answer[]>;

/**
 * Reads the `classifier` object of a filler or requirement, an `external` entry written in place: the named
 * classifier under a limit of its own, 0.2 seconds without one. What is wrong with the object is told when it is
 * asked, as in SmartApp Framework.
 */
export function inlineClassifier(value: unknown, classifiers: Pick<Classifiers, 'classify'>): AskInline {
  const parsed = v.safeParse(schema, value);
  return async (input) => {
    if (!parsed.success) {
      throw new DialogueEntryError(
        `"classifier" is ${showValue(value)}; it must be { "type": "external", "classifier": a name in the registry }`,
      );
    }
    const { classifier, timeout } = parsed.output;
    return orLate(classifiers.classify(classifier, input), secondsToLimitMs(timeout), []);
  };
}
