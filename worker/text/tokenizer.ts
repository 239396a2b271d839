import { Tokenizer } from '@huggingface/tokenizers';

/** Turns a text into token ids [T], special tokens included, T at most the model's longest input. */
export type Tokenize = (text: string) => number[];

/**
 * Creates the tokenizer of a `tokenizer.json`. The library ignores `truncation`, so texts are cut here; the special
 * tokens that close a text stay.
 */
export function createTokenizer(definition: object, maxTokens: number): Tokenize {
  const tokenizer = new Tokenizer(definition, {});
  const closing = closingTokens(tokenizer);
  return (text) => {
    // Lone surrogates have no UTF-8 form, so the reference tokenizer never sees one.
    const { ids } = tokenizer.encode(text.toWellFormed());
    return ids.length <= maxTokens ? ids : [...ids.slice(0, maxTokens - closing.length), ...closing];
  };
}

function closingTokens(tokenizer: Tokenizer): number[] {
  const probe = 'a';
  const bare = tokenizer.encode(probe, { add_special_tokens: false }).ids;
  const whole = tokenizer.encode(probe).ids;
  const opening = whole.findIndex((_, at) => bare.every((id, offset) => whole[at + offset] === id));
  return whole.slice(opening + bare.length);
}
