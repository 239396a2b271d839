import type { Classifiers } from '../classifiers';
import type { Answer } from '../contract/answer';
import type { ClassifierInput } from '../contract/classifier-input';
import { DialogueEntryError } from '../contract/errors';
import { showValue } from '../contract/show-value';
import { inlineClassifier } from './inline-classifier';

/** A requirement of the type `classifier`, as SmartApp Framework writes it. */
export interface RequirementDescription {
  type: 'classifier';
  /** An `external` entry written in place. */
  classifier: unknown;
  /** Keeps the answers for other requirements on the same message. */
  cache_result?: boolean;
}

/** Answers that requirements with `cache_result` share, by classifier and input: a new Map for each message. */
export type MessageCache = Map<string, Map<ClassifierInput, readonly Answer[]>>;

/**
 * Creates a requirement: whether the best answer of a message is one of the classes, and not `other`. Late is false.
 * @throws DialogueEntryError when the description is none; the requirement rejects with what `classify` throws
 */
export function createRequirement(
  description: RequirementDescription,
  classifiers: Pick<Classifiers, 'classify'>,
): (input: ClassifierInput, cache?: MessageCache) => Promise<boolean> {
  const type: unknown = description?.type;
  if (type !== 'classifier') {
    throw new DialogueEntryError(`the requirement's "type" is ${showValue(type)}; it may be "classifier"`);
  }
  const { name, ask } = inlineClassifier(description.classifier, classifiers);
  const keeps = description.cache_result === true && name !== undefined;
  return async (input, cache) => {
    const kept = keeps ? cache?.get(name)?.get(input) : undefined;
    const answers = kept ?? (await ask(input));
    // An empty answer may be a late one, and the next may come in time.
    if (keeps && cache && answers.length > 0) {
      cache.set(name, (cache.get(name) ?? new Map<ClassifierInput, readonly Answer[]>()).set(input, answers));
    }
    return answers[0]?.other === false;
  };
}
