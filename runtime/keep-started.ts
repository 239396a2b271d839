import { writeSegments } from './data-segments';
import type { StartedRuntime } from './start-runtime';
import {
  createReader,
  END,
  encodeNumber,
  encodeSigned,
  functionBodies,
  I32,
  I32_CONST,
  IF_NOTHING,
  importedFunctionCount,
  LOCAL_GET,
  type Range,
  readSections,
  SECTION,
  type Section,
  sectionOf,
  writeBodies,
  writeModule,
} from './wasm-module';

const MUTABLE = 1;
const I32_NE = 0x47;
const I32_OR = 0x72;
const UNREACHABLE = 0x00;
const NO_LOCALS = 0;
const EXPORTED_FUNCTION = 0;

// What Emscripten's minifier calls `__wasm_call_ctors` and `_OrtInit` in onnxruntime-web 1.30.0.
const CONSTRUCT = 'Va';
const INIT = 'Wa';

// The threads and the level of messages ("fatal") with which worker/inference/session.ts has the runtime initialized.
const INIT_WITH = [1, 4] as const;

// Zeros between parts of the memory that are worth a segment of their own; addresses in data stand at multiples of four.
const BLOCK = 16;

/**
 * Gives a module the memory and the globals that it has once it has started, and has its start do nothing.
 * Initialization with other numbers than those of the page traps.
 */
export function keepStarted(module: Uint8Array, { memory, globals }: StartedRuntime): Uint8Array {
  const sections = readSections(module);
  const imported = importedFunctionCount(sectionOf(sections, SECTION.import));
  const started = createReader(sectionOf(sections, SECTION.start)).number();
  const nothing = [END];
  const initialize = [
    ...INIT_WITH.flatMap((expected, at) => [LOCAL_GET, at, I32_CONST, expected, I32_NE]),
    ...[I32_OR, ...IF_NOTHING, UNREACHABLE, END, I32_CONST, 0, END],
  ];
  const replaced = new Map([
    [started - imported, nothing],
    [exportedFunction(sections, CONSTRUCT) - imported, nothing],
    [exportedFunction(sections, INIT) - imported, initialize],
  ]);

  const code = sectionOf(sections, SECTION.code);
  const bodies = functionBodies(code).map((body, at) => {
    const instructions = replaced.get(at);
    return instructions ? Uint8Array.from([NO_LOCALS, ...instructions]) : code.subarray(body.start, body.end);
  });
  const ranges = filledRanges(memory, stackOf(globals));
  return writeModule(sections, {
    [SECTION.global]: Uint8Array.from([
      ...encodeNumber(globals.length),
      ...globals.flatMap((value) => [I32, MUTABLE, I32_CONST, ...encodeSigned(value), END]),
    ]),
    [SECTION.code]: writeBodies(bodies),
    [SECTION.data]: writeSegments(memory, ranges),
    [SECTION.dataCount]: Uint8Array.from(encodeNumber(ranges.length)),
  });
}

/** The number of a function that a module exports. */
function exportedFunction(sections: readonly Section[], wanted: string): number {
  const exports = Buffer.from(sectionOf(sections, SECTION.export));
  const reader = createReader(exports);
  for (let left = reader.number(); left > 0; left -= 1) {
    const length = reader.number();
    const name = exports.toString('utf8', reader.at, reader.at + length);
    reader.skip(length);
    const kind = reader.byte();
    const number = reader.number();
    if (kind === EXPORTED_FUNCTION && name === wanted) return number;
  }
  throw new RangeError(`the module exports no function "${wanted}"`);
}

// Emscripten's globals: where the stack has got to, its end and its base.
function stackOf(globals: readonly number[]): Range {
  const [pointer = 0, , , , , , , end = 0, base = 0] = globals;
  if (pointer !== base || end > base) throw new RangeError('the stack is not where it is expected, or in use');
  return { start: end, end: base };
}

/** The parts of a memory that are not zero, but for what was left on the stack. */
function filledRanges(memory: Uint8Array, stack: Range): Range[] {
  const isFilled = (start: number) =>
    !(start >= stack.start && start < stack.end) && memory.subarray(start, start + BLOCK).some((byte) => byte !== 0);
  const ranges: Range[] = [];
  for (let start = 0; start < memory.length; start += BLOCK) {
    if (!isFilled(start)) continue;
    const last = ranges.at(-1);
    if (last?.end === start) ranges[ranges.length - 1] = { start: last.start, end: start + BLOCK };
    else ranges.push({ start, end: start + BLOCK });
  }
  return ranges;
}
