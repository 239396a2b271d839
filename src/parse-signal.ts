import { InvalidInputError } from './contract/errors';

/** Parses an optional signal; those of other frames are welcome. @throws InvalidInputError when it is none */
export function parseSignal(signal: AbortSignal | undefined): AbortSignal | undefined {
  if (signal === undefined || (typeof signal?.addEventListener === 'function' && 'aborted' in signal)) return signal;
  throw new InvalidInputError('signal is no AbortSignal; give the signal of an AbortController');
}
