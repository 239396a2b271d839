import { ModelRunError } from '../../src/contract/errors';
import type { Feed } from './session';

/**
 * Gives an encoder's input what it asks for by its name: token ids [B, T], padded to the longest, their mask, or their
 * type, which is 0: a message is one segment.
 * @throws ModelRunError
 */
export function feedTokens(batch: readonly (readonly number[])[], paddingId: number, input: string): Feed {
  const longest = Math.max(...batch.map((ids) => ids.length));
  const fill = (toValue: (id: number | undefined) => number): Feed => ({
    values: BigInt64Array.from(
      batch.flatMap((ids) => Array.from({ length: longest }, (_, at) => BigInt(toValue(ids[at])))),
    ),
    shape: [batch.length, longest],
  });
  if (input === 'input_ids') return fill((id) => id ?? paddingId);
  if (input === 'attention_mask') return fill((id) => (id === undefined ? 0 : 1));
  if (input === 'token_type_ids') return fill(() => 0);
  throw new ModelRunError(
    `the model asks for the input "${input}"; it may ask for input_ids, attention_mask and token_type_ids`,
  );
}
