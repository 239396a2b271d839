import type { ClassifierInput } from './classifier-input';
import { InvalidInputError } from './errors';

/**
 * The lemmas of an input's tokens, joined by spaces: punctuation is left out, as in the example of SmartApp
 * Framework's documentation. A token without a `dependency_type` counts as a word.
 * @throws InvalidInputError for a plain text, whose lemmas nobody knows
 */
export function lemmasOf(input: ClassifierInput): string {
  if (typeof input === 'string') {
    throw new InvalidInputError(
      'the input is a plain text, and this classifier was trained on lemmas; ' +
        'give the list of preprocessed tokens: [{ text, lemma, dependency_type }, …]',
    );
  }
  return input
    .filter((token) => token.dependency_type !== 'punct')
    .map((token) => token.lemma)
    .join(' ');
}
