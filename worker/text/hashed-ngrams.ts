const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const LONGEST_TEXT = 2000;
const LONGEST_WORD = 24;

// A word is a run of ASCII letters, digits, apostrophes, or anything beyond ASCII; other marks stand alone.
const WORDS = /[a-z0-9'\u0080-\uffff]+|[^ \t\n\r\f\va-z0-9'\u0080-\uffff]/g;

const WORD = continueHash(FNV_OFFSET, '1 ');
const PAIR = continueHash(FNV_OFFSET, '2 ');
const TRIPLE = continueHash(FNV_OFFSET, '3 ');
const CHARACTERS = continueHash(FNV_OFFSET, 'c ');

/**
 * Reads a text as 32-bit hashes of its n-grams, repeats included: word 1- to 3-grams with the text's ends, and
 * character 3- to 5-grams of each word with its ends. `training/ngram_features.py` reads the same ones.
 */
export function hashedNgrams(text: string): number[] {
  const words = alike(text.slice(0, LONGEST_TEXT)).match(WORDS) ?? [];
  const bounded = ['<s>', ...words, '</s>'];
  const found: number[] = [];
  for (const word of words) found.push(continueHash(WORD, word));
  for (let at = 1; at < bounded.length; at += 1) {
    const one = continueHash(PAIR, bounded[at - 1] as string);
    found.push(nextWord(one, bounded[at] as string));
  }
  for (let at = 2; at < bounded.length; at += 1) {
    const two = nextWord(continueHash(TRIPLE, bounded[at - 2] as string), bounded[at - 1] as string);
    found.push(nextWord(two, bounded[at] as string));
  }
  for (const word of words) {
    const edged = `<${word.slice(0, LONGEST_WORD)}>`;
    for (let at = 0; at + 3 <= edged.length; at += 1) {
      // The longer ones begin as the shorter ones do, and so do their hashes.
      let hash = continueHash(CHARACTERS, edged, at, at + 3);
      found.push(hash);
      for (let end = at + 3; end < at + 5 && end < edged.length; end += 1) {
        hash = continueHash(hash, edged, end, end + 1);
        found.push(hash);
      }
    }
  }
  return found;
}

// Lower case of ASCII alone: beyond it, languages and versions of Unicode differ.
function alike(text: string): string {
  return text
    .replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
    .replace(/[’‘ʼ]/g, "'")
    .replaceAll('\u00a0', ' ');
}

function nextWord(hash: number, word: string): number {
  return continueHash(continueHash(hash, ' '), word);
}

// 32-bit FNV-1a over UTF-16 code units, low byte first.
function continueHash(hash: number, text: string, from = 0, to = text.length): number {
  let value = hash;
  for (let at = from; at < to; at += 1) {
    const unit = text.charCodeAt(at);
    value = Math.imul(value ^ (unit & 0xff), FNV_PRIME);
    value = Math.imul(value ^ (unit >> 8), FNV_PRIME);
  }
  return value >>> 0;
}
