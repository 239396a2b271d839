import { expect, test } from 'vitest';
import { blankUnreadTexts } from '../../../runtime/blank-unread-texts';

const TEXTS = ['read by one that stays', 'read by one that goes', 'named by data alone', 'Constrain the types.'];
const DESCRIPTION = 'What an attribute of an operator is good for.';
const ADDRESS = 64;

const constant = (value: number) => [0x41, (value & 127) | 128, value >> 7];
const section = (id: number, content: number[]) => [id, content.length | 128, content.length >> 7, ...content];
const body = (...instructions: number[]) => [instructions.length + 2, 0x00, ...instructions, 0x0b];
const returning = (...values: number[]) => body(...values.flatMap((value) => [...constant(value), 0x1a]));

/** A module whose functions name texts below its stack; the last function puts them into memory. */
function moduleWith(texts: readonly string[], stackTop = 4096) {
  const data = Buffer.from(texts.map((text) => `${text}\0`).join(''));
  const places = texts.map((_, at) => ADDRESS + Buffer.from(texts.slice(0, at).join(' ')).length + (at > 0 ? 1 : 0));
  const [kept = 0, gone = 0, named = 0, constraint = 0, description = 0] = places;
  const padding = -data.length & 3;
  const bytes = [...data, ...Array(padding).fill(0), named, 0, 0, 0];
  const start = body(...constant(ADDRESS), 0x41, 0, 0x41, bytes.length | 128, bytes.length >> 7, 0xfc, 8, 0, 0);
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, [1, 0x60, 0, 0]),
    ...section(3, [4, 0, 0, 0, 0]),
    ...section(5, [1, 0, 1]),
    ...section(6, [1, 0x7f, 1, ...constant(stackTop), 0x0b]),
    ...section(7, [1, 6, ...Buffer.from('memory'), 2, 0]),
    ...section(8, [3]),
    ...section(12, [1]),
    ...section(10, [4, ...returning(kept), ...returning(gone), ...returning(constraint, description), ...start]),
    ...section(11, [1, 1, bytes.length | 128, bytes.length >> 7, ...bytes]),
  ]);
}

async function readTexts(module: Uint8Array) {
  const { instance } = await WebAssembly.instantiate(module as BufferSource);
  const { buffer } = instance.exports.memory as WebAssembly.Memory;
  const length = TEXTS.join(' ').length + 1 + DESCRIPTION.length;
  return Buffer.from(buffer, ADDRESS, length).toString();
}

const blank = (text: string) => '\0'.repeat(text.length);

test('texts that only dropped functions name are emptied, and what describes operators', async () => {
  const module = moduleWith([...TEXTS, DESCRIPTION]);
  expect(await readTexts(module)).toBe([...TEXTS, DESCRIPTION].join('\0'));
  const [kept, gone = '', named, constraint] = TEXTS;
  const left = [kept, blank(gone), named, constraint, blank(DESCRIPTION)].join('\0');
  expect(await readTexts(blankUnreadTexts(module, (at) => at !== 1))).toBe(left);
});

test('code that describes an operator, and what other functions name, stays', async () => {
  const code = 'one = Constant <value = 1> two = Add (one, one)';
  const module = moduleWith([...TEXTS, code]);
  expect(await readTexts(blankUnreadTexts(module, () => true))).toBe(
    [...TEXTS, code].join('\0').slice(0, TEXTS.join(' ').length + 1 + DESCRIPTION.length),
  );
});

test('what the runtime has made itself, above its stack, stays', async () => {
  const module = moduleWith([...TEXTS, DESCRIPTION], ADDRESS);
  expect(await readTexts(blankUnreadTexts(module, (at) => at !== 1))).toBe([...TEXTS, DESCRIPTION].join('\0'));
});
