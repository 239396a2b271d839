/** One section of a WebAssembly module, as bytes behind its size. */
export interface Section {
  readonly id: number;
  readonly content: Uint8Array;
}

/** A part of a WebAssembly module's bytes: from the first on, the end not included. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Ids of sections, of the WebAssembly specification's binary format. */
export const SECTION = {
  type: 1,
  import: 2,
  function: 3,
  global: 6,
  export: 7,
  start: 8,
  element: 9,
  code: 10,
  data: 11,
  dataCount: 12,
} as const;

/** The type of a 32-bit integer, in the specification's binary format. */
export const I32 = 0x7f;

/** Instructions of the binary format that more than one file writes. */
export const LOCAL_GET = 0x20;
export const I32_CONST = 0x41;
export const IF_NOTHING = [0x04, 0x40] as const;
export const END = 0x0b;

const PREAMBLE = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];

/** Reads the numbers and bytes of a WebAssembly module one after the other. */
export function createReader(bytes: Uint8Array, at = 0) {
  function byte(): number {
    const value = bytes[at];
    if (value === undefined) throw new RangeError(`the module ends within a value, at byte ${at}`);
    at += 1;
    return value;
  }
  return {
    get at() {
      return at;
    },
    byte,
    /** An unsigned LEB128; a signed one is only skipped with it. */
    number() {
      let value = 0;
      for (let factor = 1; ; factor *= 128) {
        const next = byte();
        value += (next & 127) * factor;
        if (next < 128) return value;
      }
    },
    skip(count: number) {
      at += count;
    },
  };
}

/** Writes an unsigned LEB128. */
export function encodeNumber(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) | 128);
  }
}

/** Writes a signed LEB128 of a number that is not below zero. */
export function encodeSigned(value: number): number[] {
  const bytes = encodeNumber(value);
  const last = bytes.at(-1) ?? 0;
  // The highest bit of the last byte's seven tells the sign.
  return last < 64 ? bytes : [...bytes.slice(0, -1), last | 128, 0];
}

/** The sections of a module, in their order. */
export function readSections(module: Uint8Array): Section[] {
  const reader = createReader(module, PREAMBLE.length);
  const sections: Section[] = [];
  while (reader.at < module.length) {
    const id = reader.byte();
    const size = reader.number();
    sections.push({ id, content: module.subarray(reader.at, reader.at + size) });
    reader.skip(size);
  }
  return sections;
}

/** Puts a module together again, with some sections replaced. */
export function writeModule(sections: readonly Section[], replaced: Partial<Record<number, Uint8Array>>): Uint8Array {
  const parts = sections.flatMap(({ id, content }) => {
    const written = replaced[id] ?? content;
    return [Uint8Array.from([id, ...encodeNumber(written.length)]), written];
  });
  return Buffer.concat([Uint8Array.from(PREAMBLE), ...parts]);
}

/** The content of a section that a module must have. */
export function sectionOf(sections: readonly Section[], id: number): Uint8Array {
  const found = sections.find((section) => section.id === id);
  if (!found) throw new RangeError(`the module has no section ${id}`);
  return found.content;
}

/** Where each function's body lies in the code section: its local variables and its instructions. */
export function functionBodies(code: Uint8Array): Range[] {
  const reader = createReader(code);
  return Array.from({ length: reader.number() }, () => {
    const size = reader.number();
    const start = reader.at;
    reader.skip(size);
    return { start, end: start + size };
  });
}

/** The code section of functions with these bodies: the local variables of each and its instructions. */
export function writeBodies(bodies: readonly Uint8Array[]): Uint8Array {
  const parts = bodies.flatMap((body) => [Uint8Array.from(encodeNumber(body.length)), body]);
  return Buffer.concat([Uint8Array.from(encodeNumber(bodies.length)), ...parts]);
}

/** Where the instructions of a body begin, behind its local variables. */
export function instructionsOf(code: Uint8Array, body: Range): Range {
  const reader = createReader(code, body.start);
  for (let left = reader.number(); left > 0; left -= 1) {
    reader.number();
    reader.skip(1);
  }
  return { start: reader.at, end: body.end };
}

/** The address from which the stack grows downwards: what the first global starts with. */
export function readStackTop(sections: readonly Section[]): number {
  const reader = createReader(sectionOf(sections, SECTION.global));
  // How many globals there are; then the type of the first, whether it is mutable, i32.const.
  reader.number();
  reader.skip(3);
  return reader.number();
}

/** How many functions a module imports; its own are numbered behind them. */
export function importedFunctionCount(imports: Uint8Array): number {
  const reader = createReader(imports);
  const skipLimits = () => {
    const hasMaximum = reader.number() & 1;
    reader.number();
    if (hasMaximum) reader.number();
  };
  let functions = 0;
  for (let left = reader.number(); left > 0; left -= 1) {
    reader.skip(reader.number());
    reader.skip(reader.number());
    const kind = reader.byte();
    if (kind === 0) {
      reader.number();
      functions += 1;
    } else if (kind === 1) {
      reader.skip(1);
      skipLimits();
    } else if (kind === 2) {
      skipLimits();
    } else if (kind === 3) {
      reader.skip(2);
    } else {
      throw new RangeError(`an import has the kind ${kind}, which is not known here`);
    }
  }
  return functions;
}
