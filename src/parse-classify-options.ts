import type { ClassifyOptions } from './classifiers';
import { InvalidInputError } from './contract/errors';

/** Parses the options of one call. @throws InvalidInputError with the option and its value */
export function parseClassifyOptions({ threshold, top, signal }: ClassifyOptions): {
  threshold: number | undefined;
  top: number | undefined;
  signal: AbortSignal | undefined;
} {
  if (threshold !== undefined && !(typeof threshold === 'number' && threshold >= 0 && threshold <= 1)) {
    throw new InvalidInputError(`threshold is ${JSON.stringify(threshold)}; it must be a number from 0 to 1`);
  }
  if (top !== undefined && !(Number.isInteger(top) && top >= 1)) {
    throw new InvalidInputError(`top is ${JSON.stringify(top)}; it must be a whole number from 1`);
  }
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw new InvalidInputError('signal is no AbortSignal; give the signal of an AbortController');
  }
  return { threshold, top, signal };
}
