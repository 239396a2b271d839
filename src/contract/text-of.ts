import type { ClassifierInput } from './classifier-input';

/** The text of an input: tokens are joined as they stand. */
export function textOf(input: ClassifierInput): string {
  return typeof input === 'string' ? input : input.map((token) => token.text).join(' ');
}
