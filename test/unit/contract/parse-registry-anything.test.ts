import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseRegistry } from '../../../src/contract/parse-registry';

const RUNS = { numRuns: 1000 };

const types = fc.constantFrom('onnx', 'ngram', 'scikit', 'external', 'skip', 'cascade', 'constructor', '__proto__');
const names = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'toString', 'да', 'a', 'b', '$schema'));
const fields = fc.constantFrom(
  ...['type', 'path', 'output', 'scores', 'choice', 'threshold', 'other', 'classifier', 'timeout', 'intents'],
  ...['input', 'lowercase', 'vectorizer', 'sha256', 'version', 'custom_layers', 'is_gpu', '__proto__', 'constructor'],
  ...['first', 'then', 'confidence', 'late'],
);
const values = fc.oneof(fc.jsonValue(), types, names, fc.double(), fc.array(fc.string(), { maxLength: 3 }));
const entries = fc.array(fc.tuple(fields, values), { maxLength: 8 });
const registries = fc.array(fc.tuple(names, entries), { maxLength: 6 });

// Written by hand: an object could not hold "__proto__", or a field twice.
const write = (pairs: [string, string][]) => `{${pairs.map(([key, json]) => `${JSON.stringify(key)}:${json}`).join()}}`;
const writeRegistry = (registry: [string, [string, unknown][]][]) =>
  write(
    registry.map(([name, pairs]) => [
      name,
      write(pairs.map(([field, value]) => [field, JSON.stringify(value) ?? 'null'])),
    ]),
  );

it('any registry is parsed, and each of its entries is usable or has a fault with a place and a reason', () => {
  const before = Object.getOwnPropertyNames(Object.prototype);
  fc.assert(
    fc.property(registries, (registry) => {
      const { entries, summary } = parseRegistry([{ url: 'any.json', json: writeRegistry(registry) }]);
      for (const { name, fault } of summary.classifiers) {
        expect(entries.has(name) || fault !== undefined).toBe(true);
      }
      for (const { path, reason, allowed } of [...summary.faults, ...summary.warnings]) {
        expect(path.startsWith('$')).toBe(true);
        expect(reason.length && allowed.length).toBeGreaterThan(0);
      }
    }),
    RUNS,
  );
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
});

it('any text is parsed, or is a RegistryParseError', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (json) => {
      try {
        parseRegistry([{ url: 'any.json', json }]);
      } catch (error) {
        expect(error).toMatchObject({ name: 'RegistryParseError' });
      }
    }),
    RUNS,
  );
});

it('any net of externals and cascades ends, and what has no fault leads to entries that wrap no other', () => {
  const place = fc.nat({ max: 9 });
  const targets = fc.array(fc.tuple(place, place), { minLength: 10, maxLength: 10 });
  fc.assert(
    fc.property(targets, (links) => {
      const registry = Object.fromEntries(
        links.map(([one, two], at) => {
          const external = { type: 'external', classifier: `e${one}` };
          const cascade = { type: 'cascade', first: `e${one}`, then: `e${two}`, confidence: 0.5 };
          const skip = { type: 'skip', intents: [] };
          return [`e${at}`, at === one ? skip : two < 5 ? cascade : external];
        }),
      );
      const { entries, summary } = parseRegistry([{ url: 'any.json', json: JSON.stringify(registry) }]);
      const stepsFrom = (name: string): number => {
        const { entry } = entries.get(name) ?? {};
        if (entry?.type === 'external') return 1 + stepsFrom(entry.classifier);
        return entry?.type === 'cascade' ? 1 + Math.max(stepsFrom(entry.first), stepsFrom(entry.then)) : 0;
      };
      expect(summary.classifiers).toHaveLength(10);
      for (const { name, fault } of summary.classifiers) if (!fault) expect(stepsFrom(name)).toBeLessThan(10);
    }),
    RUNS,
  );
});
