import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { createSmallRuntime } from '../../../runtime/create-small-runtime';
import { createStartedRuntime } from '../../../runtime/create-started-runtime';
import { dropFunctions } from '../../../runtime/drop-functions';
import { formatKeptFunctions, parseKeptFunctions } from '../../../runtime/kept-functions';
import { markFunctions } from '../../../runtime/mark-functions';
import { MARK } from '../../../runtime/mark-names';
import { reachFunctions } from '../../../runtime/reach-functions';
import { relaxProduct } from '../../../runtime/relax-product';
import { shareDroppedEntries } from '../../../runtime/share-dropped-entries';
import { runtimeSize } from '../../../worker/inference/runtime-size';
import graphs from '../../../worker/inference/small-runtime-graphs.json';

const root = new URL('../../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root));
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

// (module (import "page" "tell" (func $tell)) (global i32 (i32.const 0))
//   (func $answer (export "answer") (result i32) call $deeper)   ;; 0
//   (func $deeper (result i32) call $tell i32.const 42)          ;; 1
//   (func $other (export "other") (result i32) i32.const 7))     ;; 2
const MODULE = Uint8Array.from([
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  ...[0x01, 0x08, 0x02, 0x60, 0x00, 0x00, 0x60, 0x00, 0x01, 0x7f],
  ...[0x02, 0x0d, 0x01, 0x04, ...Buffer.from('page'), 0x04, ...Buffer.from('tell'), 0x00, 0x00],
  ...[0x03, 0x04, 0x03, 0x01, 0x01, 0x01],
  ...[0x06, 0x06, 0x01, 0x7f, 0x00, 0x41, 0x00, 0x0b],
  ...[0x07, 0x12, 0x02, 0x06, ...Buffer.from('answer'), 0x00, 0x01, 0x05, ...Buffer.from('other'), 0x00, 0x03],
  ...[
    0x0a, 0x12, 0x03, 0x04, 0x00, 0x10, 0x02, 0x0b, 0x06, 0x00, 0x10, 0x00, 0x41, 0x2a, 0x0b, 0x04, 0x00, 0x41, 0x07,
    0x0b,
  ],
]);

async function start(module: Uint8Array) {
  const { instance } = await WebAssembly.instantiate(module as BufferSource, { page: { tell: () => {} } });
  return instance.exports as Record<string, () => number> & Record<string, WebAssembly.Global>;
}

test('marks tell which functions have run', async () => {
  const exports = await start(markFunctions(MODULE));
  exports.answer?.();
  expect([0, 1, 2].map((at) => exports[`${MARK}${at}`]?.value)).toEqual([1, 1, 0]);
});

test('a function reaches what it calls, imports aside', () => {
  expect([...reachFunctions(MODULE, [0])]).toEqual([0, 1]);
  expect([...reachFunctions(MODULE, [2])]).toEqual([2]);
});

test('kept functions answer as before, and a dropped one traps', async () => {
  const record = { sha256: '0'.repeat(64), started: '1'.repeat(64), operators: ['Add'], kept: new Set([0, 1]) };
  const { isKept, isNeeded } = parseKeptFunctions(formatKeptFunctions(record));
  expect(['Add', 'Sub'].map(isNeeded)).toEqual([true, false]);
  const exports = await start(dropFunctions(MODULE, isKept));
  expect(exports.answer?.()).toBe(42);
  expect(() => exports.other?.()).toThrow(WebAssembly.RuntimeError);
});

// (module (table (export "table") 3 funcref) (elem (i32.const 0) 0 1 2)
//   (func nop) (func nop) (func (result i32) i32.const 7))
const TABLE = Uint8Array.from([
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  ...[0x01, 0x08, 0x02, 0x60, 0x00, 0x00, 0x60, 0x00, 0x01, 0x7f],
  ...[0x02, 0x01, 0x00, 0x03, 0x04, 0x03, 0x00, 0x00, 0x01, 0x04, 0x04, 0x01, 0x70, 0x00, 0x03],
  ...[0x07, 0x09, 0x01, 0x05, ...Buffer.from('table'), 0x01, 0x00],
  ...[0x09, 0x09, 0x01, 0x00, 0x41, 0x00, 0x0b, 0x03, 0x00, 0x01, 0x02],
  ...[0x0a, 0x0e, 0x03, 0x03, 0x00, 0x01, 0x0b, 0x03, 0x00, 0x01, 0x0b, 0x04, 0x00, 0x41, 0x07, 0x0b],
]);

test('entries of a table that name dropped functions of one type share one, and the others stay', async () => {
  const isKept = (at: number) => at === 2;
  const { table } = await start(shareDroppedEntries(dropFunctions(TABLE, isKept), isKept));
  const entries = [0, 1, 2].map((at) => (table as unknown as WebAssembly.Table).get(at));
  expect(entries[0]).toBe(entries[1]);
  expect(entries[2]()).toBe(7);
  expect(() => entries[0]()).toThrow(WebAssembly.RuntimeError);
});

test('the record is of the installed ONNX Runtime, and the small builds are made by it', async () => {
  const whole = readFileSync(createRequire(import.meta.url).resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm'));
  const kept = parseKeptFunctions(JSON.parse(read('runtime/kept-functions.json').toString()));
  expect(kept.sha256).toBe(sha256(whole));
  const started = await createStartedRuntime(whole, kept.isNeeded);
  expect(kept.started).toBe(sha256(started));
  const small = createSmallRuntime(started, kept.isKept);
  expect(sha256(read('worker/inference/small-runtime.wasm'))).toBe(sha256(small));
  const relaxed = await relaxProduct(small);
  expect(sha256(read('worker/inference/small-runtime-relaxed.wasm'))).toBe(sha256(relaxed));
});

test('every graph that is shipped was recorded, so that the small build serves it', () => {
  const models = new URL('public/models/', root);
  const paths = readdirSync(models, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.onnx'));
  expect(paths.map((path) => sha256(readFileSync(new URL(path, models)))).sort()).toEqual(graphs);
});

test('the small build serves when all graphs are known to it, the whole one else', () => {
  expect(runtimeSize([...graphs])).toBe('small');
  expect(runtimeSize([])).toBe('small');
  expect(runtimeSize([...graphs, 'f'.repeat(64)])).toBe('whole');
  expect(runtimeSize([undefined])).toBe('whole');
});
