import { createTokenizer } from '../../worker/text/tokenizer';

/** Makes a text of exactly so many tokens, special ones included; never the same one twice. */
export type TextMaker = (tokens: number) => string;

const STEP_WORDS = 7;

/** Creates a maker that joins the log's words in their order, from another place each time. */
export function createTextMaker(texts: string[], tokenizerJson: string): TextMaker {
  const { tokenize } = createTokenizer(JSON.parse(tokenizerJson), 512);
  const special = tokenize('').length;
  const words = texts.flatMap((text) => text.split(/\s+/)).filter(Boolean);
  // WordPiece never reads past a space, so a text has the tokens of its words.
  const counts = words.map((word) => tokenize(word).length - special);
  const made = new Set<string>();
  let start = 0;

  return (tokens) => {
    for (;;) {
      start = (start + STEP_WORDS) % words.length;
      const text = join(start, tokens - special);
      if (made.has(text)) continue;
      made.add(text);
      return text;
    }
  };

  function join(from: number, wanted: number): string {
    const taken: string[] = [];
    let left = wanted;
    for (let at = from; left > 0; at = (at + 1) % words.length) {
      const count = counts[at] ?? 0;
      if (count === 0 || count > left) continue;
      taken.push(words[at] ?? '');
      left -= count;
    }
    return taken.join(' ');
  }
}
