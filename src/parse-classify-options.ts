import type { ClassifyOptions } from './classifiers';
import { InvalidInputError } from './contract/errors';
import { showValue } from './contract/show-value';
import { parseSignal } from './parse-signal';

/** Parses the options of one call. @throws InvalidInputError with the option and its value */
export function parseClassifyOptions({ threshold, top, signal }: ClassifyOptions): {
  threshold: number | undefined;
  top: number | undefined;
  signal: AbortSignal | undefined;
} {
  if (threshold !== undefined && !(typeof threshold === 'number' && threshold >= 0 && threshold <= 1)) {
    throw new InvalidInputError(`threshold is ${showValue(threshold)}; it must be a number from 0 to 1`);
  }
  if (top !== undefined && !(Number.isInteger(top) && top >= 1)) {
    throw new InvalidInputError(`top is ${showValue(top)}; it must be a whole number from 1`);
  }
  return { threshold, top, signal: parseSignal(signal) };
}
