import { walkInstructions } from './walk-instructions';
import {
  createReader,
  encodeNumber,
  functionBodies,
  instructionsOf,
  readSections,
  SECTION,
  sectionOf,
  writeModule,
} from './wasm-module';

/** A part of the data section, and its address in memory once the module has started. */
interface Segment {
  start: number;
  size: number;
  address: number;
}

/** A text in the data section, and its address in memory. */
interface Text {
  at: number;
  from: number;
  text: string;
}

const SHORTEST_TEXT = 8;
const SHORTEST_PROSE = 40;
const CONSTRAINT = 'Constrain ';
const I32_CONST = 0x41;
const MEMORY_INIT = [0xfc, 8];

/**
 * Empties the texts in a module's data that no page reads: those that only functions name which are not kept, and the
 * operators' documentation. All other bytes stay, and stay where they are.
 */
export function blankUnreadTexts(module: Uint8Array, isKept: (at: number) => boolean): Uint8Array {
  const sections = readSections(module);
  const code = sectionOf(sections, SECTION.code);
  const data = Buffer.from(sectionOf(sections, SECTION.data));
  const segments = readSegments(data, code);
  const texts = segments.flatMap((segment) => textsIn(data, segment));
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

// Printable ASCII with a zero before it and a zero behind it.
function textsIn(data: Buffer, { start, size, address }: Segment): Text[] {
  const isPrintable = (byte: number) => (byte >= 32 && byte < 127) || byte === 9 || byte === 10 || byte === 13;
  const texts: Text[] = [];
  let from = start;
  for (let at = start; at < start + size; at += 1) {
    const byte = data[at] as number;
    if (isPrintable(byte)) continue;
    const isText = byte === 0 && (from === start || data[from - 1] === 0) && at - from >= SHORTEST_TEXT;
    if (isText) texts.push({ at: from, from: address + from - start, text: data.toString('latin1', from, at) });
    from = at + 1;
  }
  return texts;
}

/** The segments whose address the code tells, by the instructions with which it puts them there. */
function readSegments(data: Uint8Array, code: Uint8Array): Segment[] {
  const reader = createReader(data);
  const segments: Segment[] = [];
  for (let at = 0, count = reader.number(); at < count; at += 1) {
    const kind = reader.number();
    if (kind !== 1) throw new RangeError(`the data segment ${at} has the kind ${kind}, which is not known here`);
    const size = reader.number();
    const address = addressOf(code, at, size);
    if (address !== undefined) segments.push({ start: reader.at, size, address });
    reader.skip(size);
  }
  return segments;
}

// i32.const <size> memory.init <segment> <memory 0>, before it i32.const <address> i32.const 0.
function addressOf(code: Uint8Array, segment: number, size: number): number | undefined {
  const end = [I32_CONST, 0, I32_CONST, ...encodeSigned(size), ...MEMORY_INIT, ...encodeNumber(segment), 0];
  const found = Buffer.from(code).indexOf(Uint8Array.from(end));
  if (found < 0) return undefined;
  // A number's last byte alone is below 128.
  let first = found - 1;
  while ((code[first - 1] ?? 0) >= 128) first -= 1;
  if (code[first - 1] !== I32_CONST) return undefined;
  return createReader(code, first).number();
}

// As constants are written: the highest bit of the last byte's seven tells the sign.
function encodeSigned(value: number): number[] {
  const bytes = encodeNumber(value);
  const last = bytes.at(-1) ?? 0;
  return last < 64 ? bytes : [...bytes.slice(0, -1), last | 128, 0];
}
