import * as v from 'valibot';
import type { ClassifierInput } from './classifier-input';
import { InvalidInputError } from './errors';

const TOKENS = v.array(v.looseObject({ text: v.string(), lemma: v.string() }));

/**
 * Parses what a call gives to be classified; `place` names it in the error.
 * @throws InvalidInputError unless it is a string or a list of tokens
 */
export function parseInput(value: unknown, place = 'the input'): ClassifierInput {
  if (typeof value === 'string') return value;
  const tokens = v.safeParse(TOKENS, value);
  if (tokens.success) return tokens.output;
  const given = Array.isArray(value)
    ? `a list with ${tokens.issues[0].message}`
    : value === null
      ? 'null'
      : typeof value;
  throw new InvalidInputError(`${place} is ${given}; give a string, or a list of tokens { text, lemma, … }`);
}
