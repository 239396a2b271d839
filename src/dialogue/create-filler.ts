import type { Classifiers } from '../classifiers';
import type { Answer } from '../contract/answer';
import type { ClassifierInput } from '../contract/classifier-input';
import { DialogueEntryError } from '../contract/errors';
import { showValue } from '../contract/show-value';
import { inlineClassifier } from './inline-classifier';

/** A filler of a form's field, as SmartApp Framework writes it; `intents` and other fields are not read. */
export interface FillerDescription {
  type: 'classifier' | 'classifier_meta';
  /** An `external` entry written in place. */
  classifier: unknown;
}

/** What a filler finds: the best answer's name, or with `classifier_meta` all answers; null when there is none. */
export type Filled<D extends FillerDescription> = D['type'] extends 'classifier_meta'
  ? Answer[] | null
  : D['type'] extends 'classifier'
    ? string | null
    : string | Answer[] | null;

/**
 * Creates a filler: what a message says of a field. A best answer that is `other` fills too. An error is null, and
 * `onError` hears of it.
 * @throws DialogueEntryError when the description is none
 */
export function createFiller<const D extends FillerDescription>(
  description: D,
  classifiers: Pick<Classifiers, 'classify'>,
  onError: (error: unknown) => void,
): (input: ClassifierInput) => Promise<Filled<D>> {
  const type: unknown = description?.type;
  if (type !== 'classifier' && type !== 'classifier_meta') {
    throw new DialogueEntryError(
      `the filler's "type" is ${showValue(type)}; it may be "classifier" or "classifier_meta"`,
    );
  }
  const { ask } = inlineClassifier(description.classifier, classifiers);
  return async (input) => {
    const answers = await ask(input).catch((error) => {
      // What a callback throws belongs to the page.
      queueMicrotask(() => onError(error));
      return [];
    });
    const [best] = answers;
    if (!best) return null as Filled<D>;
    return (type === 'classifier' ? best.answer : answers) as Filled<D>;
  };
}
