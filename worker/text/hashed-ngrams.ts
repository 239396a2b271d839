const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const LONGEST_TEXT = 2000;
const LONGEST_WORD = 24;

// A word is a run of ASCII letters, digits, apostrophes, or anything beyond ASCII; other marks stand alone.
const WORDS = /[a-z0-9'\u0080-\uffff]+|[^ \t\n\r\f\va-z0-9'\u0080-\uffff]/g;

/**
 * Reads a text as bucket numbers of its n-grams, repeats included: word 1- to 3-grams with the text's ends, and
 * character 3- to 5-grams of each word with its ends. `training/ngram_features.py` reads the same ones.
 */
export function hashedNgrams(text: string, buckets: number): number[] {
  const words = alike(text.slice(0, LONGEST_TEXT)).match(WORDS) ?? [];
  const bounded = ['<s>', ...words, '</s>'];
  const found: number[] = [];
  const add = (gram: string) => found.push(fnv1a(gram) % buckets);
  for (const word of words) add(`1 ${word}`);
  for (let at = 1; at < bounded.length; at += 1) add(`2 ${bounded[at - 1]} ${bounded[at]}`);
  for (let at = 2; at < bounded.length; at += 1) add(`3 ${bounded[at - 2]} ${bounded[at - 1]} ${bounded[at]}`);
  for (const word of words) {
    const edged = `<${word.slice(0, LONGEST_WORD)}>`;
    for (let size = 3; size <= 5; size += 1) {
      for (let at = 0; at + size <= edged.length; at += 1) add(`c ${edged.slice(at, at + size)}`);
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

// 32-bit FNV-1a over UTF-16 code units, low byte first.
function fnv1a(gram: string): number {
  let value = FNV_OFFSET;
  for (let at = 0; at < gram.length; at += 1) {
    const unit = gram.charCodeAt(at);
    value = Math.imul(value ^ (unit & 0xff), FNV_PRIME);
    value = Math.imul(value ^ (unit >> 8), FNV_PRIME);
  }
  return value >>> 0;
}
