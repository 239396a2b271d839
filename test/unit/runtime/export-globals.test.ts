import { expect, test } from 'vitest';
import { exportGlobals, readGlobals } from '../../../runtime/export-globals';
import { assemble } from './assemble';

const MODULE = assemble(`(module
  (global (mut i32) (i32.const 7))
  (global $other (mut i32) (i32.const 0))
  (func (export "change") (global.set $other (i32.const 9))))`);

test('all globals can be read, as they are at the time', async () => {
  const { instance } = await WebAssembly.instantiate(exportGlobals(MODULE) as BufferSource);
  expect(readGlobals(instance)).toEqual([7, 0]);
  (instance.exports.change as CallableFunction)();
  expect(readGlobals(instance)).toEqual([7, 9]);
});
