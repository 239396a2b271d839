import { expect, it } from 'vitest';
import { addRegistryEntry } from '../../../../cli/models/add-registry-entry';

const ENTRY = { type: 'onnx', path: 'mine' };
const LINE = '"mine": { "type": "onnx", "path": "mine" }';

it('adds an entry behind the others, which stay as they were written', () => {
  const json = '{\n  "$schema": "./s.json",\n\n  "yes":   {"type":"skip", "intents": ["yes"]}\n}\n';
  expect(addRegistryEntry(json, 'mine', ENTRY)).toBe(`${json.slice(0, -3)},\n  ${LINE}\n}\n`);
});

it('fills an empty registry', () => {
  expect(addRegistryEntry('{}\n', 'mine', ENTRY)).toBe(`{\n  ${LINE}\n}\n`);
});

it('replaces the entry of that name in its place', () => {
  const json = '{\n  "mine": { "type": "skip", "intents": [] },\n  "b": {"type": "skip", "intents": []}\n}\n';
  expect(addRegistryEntry(json, 'mine', ENTRY)).toBe(`{\n  ${LINE},\n  "b": {"type": "skip", "intents": []}\n}\n`);
});

it.each(['[]', '{"a": ', 'null', ''])('refuses %s', (json) => {
  expect(() => addRegistryEntry(json, 'mine', ENTRY)).toThrow(/no JSON object: .*mend it first/);
});
