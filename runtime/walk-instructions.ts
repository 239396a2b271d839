import { createReader, type Range } from './wasm-module';

const ONE_NUMBER = new Set([
  0x02, 0x03, 0x04, 0x06, 0x07, 0x08, 0x09, 0x0c, 0x0d, 0x18, 0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0x3f, 0x40,
  0xd0,
]);
const TWO_NUMBERS_FC = new Set([8, 10, 12, 14]);
const ONE_NUMBER_FC = new Set([9, 11, 13, 15, 16, 17]);

/** Who hears what instructions name. */
interface InstructionListener {
  /** A function, by its number, that is called or named directly. */
  onFunction(at: number): void;
  /** A whole number, where it may be an address: a constant, or the offset of a load or store. */
  onNumber(value: number): void;
}

const ignore = () => {};

/**
 * Goes through the instructions of a function.
 * @throws RangeError at an instruction that is not known here (WebAssembly 2 with threads and exceptions is)
 */
export function walkInstructions(
  code: Uint8Array,
  { start, end }: Range,
  { onFunction = ignore, onNumber = ignore }: Partial<InstructionListener>,
): void {
  const reader = createReader(code, start);
  const numbers = (count: number) => {
    for (let left = count; left > 0; left -= 1) reader.number();
  };
  const access = () => {
    reader.number();
    onNumber(reader.number());
  };
  const fail = (what: string): never => {
    throw new RangeError(`the instruction ${what} before byte ${reader.at} is not known here`);
  };

  function walkVector() {
    const instruction = reader.number();
    if (instruction <= 11 || instruction === 92 || instruction === 93) access();
    else if (instruction === 12 || instruction === 13) reader.skip(16);
    else if (instruction >= 21 && instruction <= 34) reader.skip(1);
    else if (instruction >= 84 && instruction <= 91) {
      access();
      reader.skip(1);
    }
  }

  while (reader.at < end) {
    const instruction = reader.byte();
    if (instruction === 0x10 || instruction === 0x12 || instruction === 0xd2) onFunction(reader.number());
    else if (instruction === 0x41 || instruction === 0x42) onNumber(reader.number());
    else if (instruction === 0x11 || instruction === 0x13) numbers(2);
    else if (ONE_NUMBER.has(instruction)) numbers(1);
    else if (instruction === 0x0e) numbers(reader.number() + 1);
    else if (instruction === 0x1c) reader.skip(reader.number());
    else if (instruction >= 0x28 && instruction <= 0x3e) access();
    else if (instruction === 0x43) reader.skip(4);
    else if (instruction === 0x44) reader.skip(8);
    else if (instruction === 0xfc) {
      const second = reader.number();
      if (TWO_NUMBERS_FC.has(second)) numbers(2);
      else if (ONE_NUMBER_FC.has(second)) numbers(1);
      else if (second > 7) fail(`fc ${second}`);
    } else if (instruction === 0xfd) walkVector();
    else if (instruction === 0xfe) {
      if (reader.number() === 3) reader.skip(1);
      else access();
    } else if (!(instruction <= 0x1b || (instruction >= 0x45 && instruction <= 0xc4) || instruction === 0xd1)) {
      fail(instruction.toString(16));
    }
  }
  if (reader.at !== end) throw new RangeError(`the instructions end at byte ${reader.at} instead of ${end}`);
}
