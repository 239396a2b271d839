import type { ClassifyAllOptions, ClassifyOptions } from './classifiers';
import { InvalidInputError } from './contract/errors';
import type { Choice } from './contract/registry-entry';
import { showValue } from './contract/show-value';
import { parseSignal } from './parse-signal';

const CHOICES: readonly unknown[] = ['all', 'best', 'first'] satisfies Choice[];
// Attention has inputs × heads × tokens × tokens numbers: here 64 × 12 × 256 × 256 floats, 200 MB, in each layer.
const LARGEST_BATCH = 64;

/** Parses the options of one call. @throws InvalidInputError with the option and its value */
export function parseClassifyOptions(options: ClassifyOptions): {
  threshold: number | undefined;
  top: number | undefined;
  choice: Choice | undefined;
  signal: AbortSignal | undefined;
} {
  const { threshold, top, choice, signal } = options;
  if (threshold !== undefined && !(typeof threshold === 'number' && threshold >= 0 && threshold <= 1)) {
    throw new InvalidInputError(`threshold is ${showValue(threshold)}; it must be a number from 0 to 1`);
  }
  if (top !== undefined && !(Number.isInteger(top) && top >= 1)) {
    throw new InvalidInputError(`top is ${showValue(top)}; it must be a whole number from 1`);
  }
  if (choice !== undefined && !CHOICES.includes(choice)) {
    throw new InvalidInputError(`choice is ${showValue(choice)}; it must be ${CHOICES.join(', ')}`);
  }
  for (const name of ['onProvisional', 'onFinal'] as const) {
    const listener = options[name];
    if (listener === undefined || typeof listener === 'function') continue;
    throw new InvalidInputError(`${name} is ${showValue(listener)}; it must be a function`);
  }
  return { threshold, top, choice, signal: parseSignal(signal) };
}

/** Parses how many inputs of a list are run at once. @throws InvalidInputError with its value */
export function parseBatch({ batch = 1 }: ClassifyAllOptions): number {
  if (Number.isInteger(batch) && batch >= 1 && batch <= LARGEST_BATCH) return batch;
  throw new InvalidInputError(`batch is ${showValue(batch)}; it must be a whole number from 1 to ${LARGEST_BATCH}`);
}
