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

/** The classifier that a filler or requirement names. */
export interface InlineClassifier {
  /** Undefined where the object is not what it may be; asking tells. */
  name: string | undefined;
  /** @throws DialogueEntryError, or what `classify` throws */
  ask(input: ClassifierInput): Promise<Answer[]>;
}

/**
 * Reads the `classifier` object of a filler or requirement, an `external` entry written in place: the named
 * classifier under a limit of its own, 0.2 seconds without one. What is wrong with the object is told when it is
 * asked, as in SmartApp Framework.
 */
export function inlineClassifier(value: unknown, classifiers: Pick<Classifiers, 'classify'>): InlineClassifier {
  const parsed = v.safeParse(schema, value);
  return {
    name: parsed.success ? parsed.output.classifier : undefined,
    async ask(input) {
      if (!parsed.success) {
        throw new DialogueEntryError(
          `"classifier" is ${showValue(value)}; it must be { "type": "external", "classifier": a name in the ` +
            'registry, "timeout": a number of seconds, or nothing for 0.2 }',
        );
      }
      const { classifier, timeout } = parsed.output;
      // What nobody waits for any more is not to hold up others.
      const late = new AbortController();
      const answers = classifiers.classify(classifier, input, { signal: late.signal });
      return orLate(answers, secondsToLimitMs(timeout), []).finally(() => late.abort());
    },
  };
}
