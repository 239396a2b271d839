import { readSegments } from './data-segments';
import { textsIn } from './texts';
import { walkInstructions } from './walk-instructions';
import {
  functionBodies,
  instructionsOf,
  readSections,
  readStackTop,
  SECTION,
  sectionOf,
  writeModule,
} from './wasm-module';

const SHORTEST_PROSE = 40;
const CONSTRAINT = 'Constrain ';

/**
 * Empties the texts in a module's data that no page reads: those that only functions name which are not kept, and the
 * operators' documentation. All other bytes stay, and stay where they are.
 */
export function blankUnreadTexts(module: Uint8Array, isKept: (at: number) => boolean): Uint8Array {
  const sections = readSections(module);
  const code = sectionOf(sections, SECTION.code);
  const data = Buffer.from(sectionOf(sections, SECTION.data));
  const segments = readSegments(data, code);
  // Above the stack lies what the runtime has made itself: no function names it by a number of its own.
  const stackTop = readStackTop(sections);
  const texts = segments.filter(({ address }) => address < stackTop).flatMap((segment) => textsIn(data, segment));
  const constraints = new Set(texts.filter(({ text }) => text.startsWith(CONSTRAINT)).map(({ from }) => from));

  const unread = new Set<number>();
  const describing = new Set<number>();
  const read = new Set<number>();
  for (const [at, body] of functionBodies(code).entries()) {
    const named: number[] = [];
    walkInstructions(code, instructionsOf(code, body), { onNumber: (value) => named.push(value) });
    // What describes an operator says so of its types.
    const group = !isKept(at) ? unread : named.some((value) => constraints.has(value)) ? describing : read;
    for (const value of named) group.add(value);
  }
  // Data may name other data: addresses in it stand at multiples of four.
  for (const { start, size, address } of segments) {
    for (let at = start + (-address & 3); at + 4 <= start + size; at += 4) read.add(data.readUInt32LE(at));
  }

  for (const { at, from, text } of texts) {
    // Texts share their ends, so one may be named in the middle.
    const endsNamedBy = (group: Set<number>) =>
      Array.from(text, (_, skip) => skip).filter((skip) => group.has(from + skip));
    if (endsNamedBy(read).length > 0) continue;
    const described = endsNamedBy(describing);
    const isUnread = described.length > 0 ? described.every((skip) => isProse(text.slice(skip))) : unread.has(from);
    if (isUnread) data.fill(0, at, at + text.length);
  }
  return writeModule(sections, { [SECTION.data]: data });
}

// English, and no code: some operators are made of others by what such a text says.
function isProse(text: string): boolean {
  return text.length >= SHORTEST_PROSE && / [a-z]+ [a-z]+ /.test(text) && !/[={}<>]|::|%[a-z]/.test(text);
}
