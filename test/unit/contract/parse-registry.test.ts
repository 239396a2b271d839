import { describe, expect, it } from 'vitest';
import { parseRegistry } from '../../../src/contract/parse-registry';

const parse = (registry: object) => parseRegistry(JSON.stringify(registry), 'classifiers.json');
const limitOf = (registry: object, name: string) =>
  parse(registry).summary.classifiers.find((classifier) => classifier.name === name)?.limitMs;

describe('an onnx entry', () => {
  it('gets the defaults of its keys', () => {
    const { entries, summary } = parse({ flow: { type: 'onnx', path: 'flow' } });
    expect(entries.get('flow')).toEqual({
      type: 'onnx',
      path: 'flow',
      scores: 'softmax',
      choice: 'all',
      threshold: 0,
      other: 'OTHER',
    });
    expect(summary).toEqual({ classifiers: [{ name: 'flow' }], faults: [], warnings: [] });
  });

  it.each([
    [{ path: undefined }, '$.flow.path', 'is missing'],
    [{ path: '' }, '$.flow.path', 'is ""'],
    [{ threshold: 1.5 }, '$.flow.threshold', 'is 1.5'],
    [{ threshold: '0.3' }, '$.flow.threshold', 'is "0.3"'],
    [{ scores: 'logits' }, '$.flow.scores', 'is "logits"'],
    [{ choice: 'worst' }, '$.flow.choice', 'is "worst"'],
  ])('with %j has a fault at %s', (change, path, reason) => {
    const { entries, summary } = parse({ flow: { type: 'onnx', path: 'flow', ...change } });
    expect(entries.has('flow')).toBe(false);
    expect(summary.faults).toEqual([{ name: 'flow', path, reason, allowed: expect.any(String) }]);
    expect(summary.classifiers[0]?.fault).toEqual(summary.faults[0]);
  });

  it('tells all its faults at once', () => {
    const { summary } = parse({ flow: { type: 'onnx', threshold: -1, other: 3 } });
    expect(summary.faults.map(({ path }) => path)).toEqual(['$.flow.path', '$.flow.threshold', '$.flow.other']);
  });
});

describe('an external entry', () => {
  const skip = { type: 'skip', intents: ['yes'] };

  it.each([[undefined], [0], [null]])('with the timeout %j has 200 milliseconds', (timeout) => {
    expect(limitOf({ skip, live: { type: 'external', classifier: 'skip', timeout } }, 'live')).toBe(200);
  });

  it('gives its timeout in seconds', () => {
    expect(limitOf({ skip, live: { type: 'external', classifier: 'skip', timeout: 1.5 } }, 'live')).toBe(1500);
  });

  it.each([['-0.1'], ['1e999'], ['"0.2"'], ['true']])('with the timeout %s has a fault', (timeout) => {
    const json = `{"skip": {"type": "skip", "intents": []}, "live": {"type": "external", "classifier": "skip", "timeout": ${timeout}}}`;
    expect(parseRegistry(json, 'classifiers.json').summary.faults).toMatchObject([{ path: '$.live.timeout' }]);
  });

  it('tells an infinite timeout as what it is', () => {
    const json = '{"live": {"type": "external", "classifier": "live", "timeout": 1e999}}';
    expect(parseRegistry(json, 'x').summary.faults).toMatchObject([{ reason: 'is Infinity' }]);
  });

  it('keeps the smallest limit on its path, inside or outside', () => {
    const registry = {
      skip,
      a: { type: 'external', classifier: 'skip', timeout: 0.5 },
      b: { type: 'external', classifier: 'a', timeout: 2 },
      c: { type: 'external', classifier: 'b', timeout: 0.1 },
    };
    expect(['skip', 'a', 'b', 'c'].map((name) => limitOf(registry, name))).toEqual([undefined, 500, 500, 100]);
  });

  it('ignores a threshold and intents of its own', () => {
    const live = { type: 'external', classifier: 'skip', threshold: 0.9, intents: ['zzz'] };
    expect(parse({ skip, live }).summary.faults).toEqual([]);
  });

  it('that names no entry has a fault, and so has what reaches it', () => {
    const { faults, classifiers } = parse({
      live: { type: 'external', classifier: 'nobody' },
      outer: { type: 'external', classifier: 'live' },
    }).summary;
    expect(faults).toMatchObject([{ path: '$.live.classifier', reason: expect.stringContaining('"nobody"') }]);
    expect(classifiers.map(({ fault }) => fault?.path)).toEqual(['$.live.classifier', '$.live.classifier']);
  });

  it('in a cycle has a fault, of one as of many', () => {
    const { faults } = parse({
      self: { type: 'external', classifier: 'self' },
      a: { type: 'external', classifier: 'b' },
      b: { type: 'external', classifier: 'c' },
      c: { type: 'external', classifier: 'a' },
      outside: { type: 'external', classifier: 'a' },
    }).summary;
    expect(faults.map(({ name }) => name)).toEqual(['self', 'a', 'b', 'c']);
  });
});

describe('an entry', () => {
  it('of an unknown type is a warning and answers nothing, as in the original', () => {
    const { entries, summary } = parse({ later: { type: 'quantum' } });
    expect(entries.get('later')).toEqual({ type: 'skip', intents: [] });
    expect(summary.warnings).toMatchObject([{ path: '$.later.type', reason: 'is "quantum"' }]);
    expect(summary.faults).toEqual([]);
  });

  it.each([[{}], [{ type: 3 }], [null], ['flow'], [[]]])('that reads %j is a fault', (entry) => {
    expect(parse({ odd: entry }).summary.faults).toHaveLength(1);
  });

  it('with a type that every object has is unknown', () => {
    expect(parse({ odd: { type: 'constructor' } }).summary.warnings).toHaveLength(1);
  });

  it('does not take what is wrong with another', () => {
    const { entries, summary } = parse({ bad: { type: 'skip' }, good: { type: 'skip', intents: [] } });
    expect(entries.has('good')).toBe(true);
    expect(summary.classifiers.map(({ fault }) => fault?.name)).toEqual(['bad', undefined]);
  });

  it('may have any name', () => {
    const json = '{"__proto__": {"type": "skip", "intents": []}, "a b.c": {"type": "skip"}, "да": {"type": "skip"}}';
    const { summary } = parseRegistry(json, 'classifiers.json');
    expect(summary.classifiers.map(({ name }) => name)).toEqual(['__proto__', 'a b.c', 'да']);
    expect(summary.faults.map(({ path }) => path)).toEqual(['$["a b.c"].intents', '$.да.intents']);
  });
});

describe('a registry', () => {
  it('may begin with a byte order mark', () => {
    expect(parseRegistry('\uFEFF{}', 'classifiers.json').summary.classifiers).toEqual([]);
  });

  it.each([['{'], ['[]'], ['3'], ['null'], ['']])('that reads %j is a RegistryParseError that names it', (json) => {
    const parsing = () => parseRegistry(json, 'https://example.com/classifiers.json');
    expect(parsing).toThrow(expect.objectContaining({ name: 'RegistryParseError' }));
    expect(parsing).toThrow('https://example.com/classifiers.json');
  });

  it('that is an HTML page says so', () => {
    expect(() => parseRegistry('<!doctype html>', 'x')).toThrow('it is an HTML page');
  });
});
