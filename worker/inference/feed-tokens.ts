import { ModelRunError } from '../../src/contract/errors';
import type { Feed } from './session';

/** Gives an encoder's input what it asks for by its name: token ids [1, T], their mask, or their type. @throws ModelRunError */
export function feedTokens(ids: readonly number[], input: string): Feed {
  return { values: valuesOf(ids, input), shape: [1, ids.length] };
}

function valuesOf(ids: readonly number[], input: string): BigInt64Array {
  if (input === 'input_ids') return BigInt64Array.from(ids, BigInt);
  if (input === 'attention_mask') return new BigInt64Array(ids.length).fill(1n);
  if (input === 'token_type_ids') return new BigInt64Array(ids.length);
  throw new ModelRunError(
    `the model asks for the input "${input}"; it may ask for input_ids, attention_mask and token_type_ids`,
  );
}
