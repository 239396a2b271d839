import { expect, test } from 'vitest';
import { keepStarted } from '../../../runtime/keep-started';
import { assemble } from './assemble';

const TEXT = 64;
const ON_STACK = 1536;
const ON_HEAP = 2100;

// Named as in onnxruntime-web: "Va" constructs what is static, "Wa" initializes the runtime.
const MODULE = assemble(`(module
  (import "page" "memory" (memory 1))
  (global $stack (mut i32) (i32.const 2048))
  (global (mut i32) (i32.const 0)) (global (mut i32) (i32.const 0)) (global (mut i32) (i32.const 0))
  (global (mut i32) (i32.const 0)) (global (mut i32) (i32.const 0)) (global (mut i32) (i32.const 0))
  (global $end (mut i32) (i32.const 0))
  (global $base (mut i32) (i32.const 0))
  (func $start (memory.init 0 (i32.const ${TEXT}) (i32.const 0) (i32.const 4)))
  (func (export "Va")
    (global.set $end (i32.const 1024))
    (global.set $base (i32.const 2048))
    (i32.store (i32.const ${ON_STACK}) (i32.const 5))
    (i32.store (i32.const ${ON_HEAP}) (i32.add (i32.load (i32.const ${ON_HEAP})) (i32.const 1))))
  (func (export "Wa") (param i32 i32) (result i32)
    (i32.store (i32.const ${ON_HEAP}) (i32.add (i32.load (i32.const ${ON_HEAP})) (i32.const 10)))
    (i32.const 0))
  (func (export "base") (result i32) (global.get $base))
  (start $start)
  (data "text"))`);

async function instantiate(module: Uint8Array) {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { instance } = await WebAssembly.instantiate(module as BufferSource, { page: { memory } });
  const { Va, Wa, base } = instance.exports as Record<string, (...numbers: number[]) => number>;
  const read = (address: number) => new DataView(memory.buffer).getInt32(address, true);
  return { memory, read, construct: () => Va?.(), initialize: (...numbers: number[]) => Wa?.(...numbers), base };
}

async function start() {
  const { memory, construct, initialize } = await instantiate(MODULE);
  construct();
  initialize(1, 4);
  return { memory: new Uint8Array(memory.buffer), globals: [2048, 0, 0, 0, 0, 0, 0, 1024, 2048] };
}

test('a started module has all that its start makes, but for what it left on the stack', async () => {
  const { read, base } = await instantiate(keepStarted(MODULE, await start()));
  expect(read(TEXT)).toBe(Buffer.from('text').readInt32LE());
  expect(read(ON_STACK)).toBe(0);
  expect(read(ON_HEAP)).toBe(11);
  expect(base?.()).toBe(2048);
});

test('its start does nothing any more, and traps with other numbers than those it was started with', async () => {
  const { read, construct, initialize } = await instantiate(keepStarted(MODULE, await start()));
  construct();
  expect(initialize(1, 4)).toBe(0);
  expect(read(ON_HEAP)).toBe(11);
  expect(() => initialize(2, 4)).toThrow(WebAssembly.RuntimeError);
  expect(() => initialize(1, 3)).toThrow(WebAssembly.RuntimeError);
});

test('a stack in use cannot be kept', async () => {
  const { memory, globals } = await start();
  expect(() => keepStarted(MODULE, { memory, globals: globals.with(0, 2000) })).toThrow('the stack is not where');
});
