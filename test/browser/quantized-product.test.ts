import { beforeAll, describe, expect, it } from 'vitest';
import wabt from 'wabt';
import text from '../../runtime/quantized-product.wat?raw';

// Where the operands lie in memory; the routine's scratch memory ends at the stack's top.
const STACK_TOP = 0x40000;
const SHAPE = 0x40000;
const DATA = 0x40100;
const ZEROS = 0x41000;
const A = 0x50000;
const B = 0x90000;
const C = 0x200000;

interface Product {
  rows: number;
  columns: number;
  elements: number;
  weight?: () => number;
  /** Changes what is unlike an ordinary product. */
  prepare?: (memory: DataView) => void;
}

let module: WebAssembly.Module;
let random: () => number;

beforeAll(async () => {
  const { parseWat } = await wabt();
  const parsed = parseWat(
    'quantized-product.wat',
    text.replace('(func $product', '(func $product (export "product")'),
    {
      relaxed_simd: true,
    },
  );
  parsed.resolveNames();
  module = await WebAssembly.compile(parsed.toBinary({}).buffer as Uint8Array<ArrayBuffer>);
  let state = 20261122;
  // mulberry32
  random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
});

const whole = (from: number, to: number) => from + Math.floor(random() * (to - from + 1));

/** Has the routine multiply; tells what it wrote, what is right, and what was left to the published routine. */
async function multiply({ rows, columns, elements, weight = () => whole(-64, 64), prepare }: Product) {
  const memory = new WebAssembly.Memory({ initial: 128 });
  const view = new DataView(memory.buffer);
  const zero = whole(0, 255);
  const strides = { a: elements + 5, b: columns + 3, c: columns + 7 };
  for (const [at, value] of [rows, columns, elements].entries()) view.setUint32(SHAPE + at * 4, value, true);
  view.setUint8(SHAPE + 13, 1);
  const fields = [A, strides.a, zero, B, strides.b, ZEROS, 0x100, C, strides.c, 0];
  for (const [at, value] of fields.entries()) view.setUint32(DATA + at * 4, value, true);
  for (let at = 0; at < rows * strides.a; at += 1) view.setUint8(A + at, whole(0, 255));
  for (let at = 0; at < elements * strides.b; at += 1) view.setInt8(B + at, weight());
  prepare?.(view);

  const left: number[][] = [];
  const { exports } = await WebAssembly.instantiate(module, {
    runtime: {
      published: (...values: number[]) => left.push(values),
      memory,
      table: new WebAssembly.Table({ initial: 1, element: 'anyfunc' }),
      stack: new WebAssembly.Global({ value: 'i32', mutable: true }, STACK_TOP),
    },
  });
  (exports.product as CallableFunction)(SHAPE, DATA, 0, rows, 0, columns);

  const grid = (value: (row: number, column: number) => number) =>
    Array.from({ length: rows }, (_, row) => Array.from({ length: columns }, (_, column) => value(row, column)));
  return {
    left,
    written: grid((row, column) => view.getInt32(C + (row * strides.c + column) * 4, true)),
    right: grid((row, column) => {
      let sum = 0;
      for (let k = 0; k < elements; k += 1) {
        sum += (view.getUint8(A + row * strides.a + k) - zero) * view.getInt8(B + k * strides.b + column);
      }
      return sum;
    }),
  };
}

const SHAPES = [1, 2, 3, 8, 63, 64, 65, 130].flatMap((rows) =>
  [16, 48, 384].map((elements) => ({ rows, elements, columns: rows > 8 ? 16 : 80 })),
);

describe('the product of quantized matrices', () => {
  it.each(SHAPES)('of $rows rows, $elements elements and $columns columns is exact', async (shape) => {
    const { written, right, left } = await multiply(shape);
    expect(left).toEqual([]);
    expect(written).toEqual(right);
  });

  it('is exact where all weights are as large as may be', async () => {
    for (const size of [-64, 63]) {
      const { written, right } = await multiply({ rows: 3, columns: 16, elements: 2048, weight: () => size });
      expect(written).toEqual(right);
    }
  });

  it.each([
    ['a weight is too large', { weight: () => (random() < 0.01 ? 65 : 0) }],
    ['a weight is too small', { weight: () => (random() < 0.01 ? -65 : 0) }],
    ['too many weights are 64', { weight: () => 64 }],
    ['the columns are no multiple of 16', { columns: 24 }],
    ['the elements are no multiple of 16', { elements: 40 }],
    ['there are too many elements', { elements: 2064 }],
    ['activations have a sign', { prepare: (view: DataView) => view.setUint8(SHAPE + 12, 1) }],
    ['weights have none', { prepare: (view: DataView) => view.setUint8(SHAPE + 13, 0) }],
    ['the product is to be added to what is there', { prepare: (view: DataView) => view.setUint8(SHAPE + 14, 1) }],
    ['weights were packed before', { prepare: (view: DataView) => view.setUint8(DATA + 24, 1) }],
    ['a column has a zero point', { prepare: (view: DataView) => view.setUint8(ZEROS + 31, 1) }],
  ])('is left to the published routine where %s', async (_, unlike) => {
    const { left } = await multiply({ rows: 2, columns: 32, elements: 64, ...unlike });
    expect(left).toHaveLength(1);
    expect(left[0]?.slice(0, 2)).toEqual([SHAPE, DATA]);
  });
});
