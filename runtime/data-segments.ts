import { createReader, END, encodeNumber, encodeSigned, I32_CONST, type Range } from './wasm-module';

/** A part of the data section, and its address in memory once the module has started. */
export interface Segment {
  start: number;
  size: number;
  address: number;
}

const MEMORY_INIT = [0xfc, 8];
const KIND = { active: 0, passive: 1 };

/**
 * The segments whose address is known: their own, or the one that the code tells by the instructions with which it puts
 * them there.
 */
export function readSegments(data: Uint8Array, code: Uint8Array): Segment[] {
  const reader = createReader(data);
  const segments: Segment[] = [];
  for (let at = 0, count = reader.number(); at < count; at += 1) {
    const kind = reader.number();
    const own = kind === KIND.active ? constantIn(data, reader) : undefined;
    if (kind > KIND.passive)
      throw new RangeError(`the data segment ${at} has the kind ${kind}, which is not known here`);
    const size = reader.number();
    const address = own ?? addressOf(code, at, size);
    if (address !== undefined) segments.push({ start: reader.at, size, address });
    reader.skip(size);
  }
  return segments;
}

/** A data section that puts ranges of a memory there when the module is instantiated. */
export function writeSegments(memory: Uint8Array, ranges: readonly Range[]): Uint8Array {
  const parts = ranges.flatMap(({ start, end }) => [
    Uint8Array.from([KIND.active, I32_CONST, ...encodeSigned(start), END, ...encodeNumber(end - start)]),
    memory.subarray(start, end),
  ]);
  return Buffer.concat([Uint8Array.from(encodeNumber(ranges.length)), ...parts]);
}

// i32.const <address> end
function constantIn(data: Uint8Array, reader: ReturnType<typeof createReader>): number {
  if (data[reader.at] !== I32_CONST) throw new RangeError(`the address before byte ${reader.at} is no constant`);
  reader.skip(1);
  const address = reader.number();
  reader.skip(1);
  return address;
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
