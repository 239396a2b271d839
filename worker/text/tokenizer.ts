import { Tokenizer } from '@huggingface/tokenizers';

// A cut inside a word can change that word's tokens, of which there are at most as many as WordPiece reads letters.
const LONGEST_WORD = 100;

/** A model's tokenizer. */
export interface TextTokenizer {
  /** Turns a text into token ids [T], special tokens included, T at most the model's longest input. */
  tokenize(text: string): number[];
  /** The id that fills the shorter texts of a batch. */
  paddingId: number;
}

/** A `tokenizer.json`, as far as it is read here; the library reads the rest. */
export interface TokenizerDefinition {
  padding?: { pad_id?: number } | null;
  /** Its word pieces with their ids, or in a list by id, which has fewer bytes; the library reads only the first. */
  model?: { vocab?: Record<string, number> | readonly string[] | readonly (readonly [string, number])[] };
}

// For definitions that do not say how to pad.
const PADDING_TOKENS = ['[PAD]', '<pad>'];

/**
 * Creates the tokenizer of a `tokenizer.json`. The library ignores `truncation`, so texts are cut here; the special
 * tokens that close a text stay.
 */
export function createTokenizer(definition: TokenizerDefinition, maxTokens: number): TextTokenizer {
  const tokenizer = new Tokenizer(withPieceIds(definition), {});
  const closing = closingTokens(tokenizer);
  // Lone surrogates have no UTF-8 form, so the reference tokenizer never sees one.
  const encode = (text: string): number[] => tokenizer.encode(text.toWellFormed()).ids;
  return {
    tokenize(text) {
      const ids = encodeStart(encode, text, maxTokens + LONGEST_WORD);
      return ids.length <= maxTokens ? ids : [...ids.slice(0, maxTokens - closing.length), ...closing];
    },
    paddingId:
      definition.padding?.pad_id ??
      PADDING_TOKENS.map((token) => tokenizer.token_to_id(token)).find((id) => id !== undefined) ??
      0,
  };
}

function withPieceIds(definition: TokenizerDefinition): TokenizerDefinition {
  const pieces = definition.model?.vocab;
  // The list of a unigram model has a score with each piece.
  if (!Array.isArray(pieces) || typeof pieces[0] !== 'string') return definition;
  const vocab = Object.fromEntries(pieces.map((piece, id) => [piece, id]));
  return { ...definition, model: { ...definition.model, vocab } };
}

// A text of a million characters takes a second to encode; of most, the first thousands are enough.
function encodeStart(encode: (text: string) => number[], text: string, enoughTokens: number): number[] {
  for (let length = 8 * enoughTokens; length < text.length; length *= 4) {
    const ids = encode(text.slice(0, length));
    if (ids.length >= enoughTokens) return ids;
  }
  return encode(text);
}

function closingTokens(tokenizer: Tokenizer): number[] {
  const probe = 'a';
  const bare = tokenizer.encode(probe, { add_special_tokens: false }).ids;
  const whole = tokenizer.encode(probe).ids;
  const opening = whole.findIndex((_, at) => bare.every((id, offset) => whole[at + offset] === id));
  return whole.slice(opening + bare.length);
}
