import { expect, test } from 'vitest';
import { replaceFunction } from '../../../runtime/replace-function';
import { assemble } from './assemble';

const MODULE = assemble(`(module
  (import "page" "base" (func $base (result i32)))
  (table 2 funcref)
  (elem (i32.const 1) $double)
  (func $double (param i32) (result i32) (i32.mul (local.get 0) (i32.const 2)))
  (func (export "answer") (param i32) (result i32)
    (i32.add (call $base) (call_indirect (param i32) (result i32) (local.get 0) (i32.const 1)))))`);

// Doubles by the published function, through the table, and adds 1.
const OTHER = assemble(`(module
  (import "runtime" "published" (func $published (param i32) (result i32)))
  (import "runtime" "table" (table 1 funcref))
  (type $filler (func (param f64)))
  (func $better (param i32) (result i32) (call $increased (call $published (local.get 0))))
  (func $increased (param i32) (result i32) (i32.add (local.get 0) (i32.const 1))))`);

test('a function that takes the place of another is called for it, directly and through the table', async () => {
  const { instance } = await WebAssembly.instantiate(replaceFunction(MODULE, 1, OTHER) as BufferSource, {
    page: { base: () => 100 },
  });
  expect((instance.exports.answer as CallableFunction)(20)).toBe(141);
});

test('the place must be one of the module’s own functions', () => {
  expect(() => replaceFunction(MODULE, 9, OTHER)).toThrow('the module has no function 9');
});
