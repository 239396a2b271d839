import { expect, test } from 'vitest';
import { ASKED_ENTRY, leaveOutOperators } from '../../../runtime/leave-out-operators';
import { assemble } from './assemble';

const TEXTS = ['forgot to update the version range in DomainToVersionRange ', 'Failed to add kernel for '] as const;
const STATUS = 512;
const KERNEL = 520;
const NAME = 530;

// Both functions count in the global what they register.
const module = (texts: readonly string[]) =>
  assemble(`(module
  (table (export "table") 1 funcref)
  (memory (export "memory") 1)
  (global $registered (export "registered") (mut i32) (i32.const 0))
  (data (i32.const 16) "\\00${texts.join('\\00')}\\00")
  (func $register (global.set $registered (i32.add (global.get $registered) (i32.const 1))))
  (func (export "describe") (param i32 i32 i32) (drop (i32.const 17)) (call $register))
  (func (export "add") (param i32 i32 i32) (drop (i32.const ${18 + TEXTS[0].length})) (call $register))
  (func (export "leaveOut") (param i32) (result i32) (i32.eq (local.get 0) (i32.const ${NAME}))))`);

async function start() {
  const { instance } = await WebAssembly.instantiate(leaveOutOperators(module(TEXTS)) as BufferSource);
  const { describe, add, leaveOut } = instance.exports as Record<string, (...numbers: number[]) => void>;
  const { table, memory, registered } = instance.exports as {
    table: WebAssembly.Table;
    memory: WebAssembly.Memory;
    registered: WebAssembly.Global;
  };
  table.set(ASKED_ENTRY, leaveOut);
  return { describe, add, registered, view: new DataView(memory.buffer) };
}

test('an operator is described unless it is to be left out', async () => {
  const { describe, registered } = await start();
  describe?.(NAME, 0, 0);
  expect(registered.value).toBe(0);
  describe?.(NAME + 1, 0, 0);
  expect(registered.value).toBe(1);
});

test('a kernel of an operator that is to be left out is not added, and all is fine', async () => {
  const { add, registered, view } = await start();
  view.setInt32(STATUS, -1, true);
  view.setInt32(KERNEL, NAME, true);
  add?.(STATUS, 0, KERNEL);
  expect([registered.value, view.getInt32(STATUS, true)]).toEqual([0, 0]);
  view.setInt32(KERNEL, NAME + 1, true);
  add?.(STATUS, 0, KERNEL);
  expect(registered.value).toBe(1);
});

test('a module in which nothing tells which functions register is refused', () => {
  expect(() => leaveOutOperators(module(['another text', 'and one more']))).toThrow('one function that names "forgot');
});
