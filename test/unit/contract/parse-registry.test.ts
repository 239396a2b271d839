import { describe, expect, it } from 'vitest';
import { parseRegistry } from '../../../src/contract/parse-registry';

const parseText = (json: string, url = 'classifiers.json') => parseRegistry([{ url, json }]);
const parse = (registry: object) => parseText(JSON.stringify(registry));
const faultPaths = (registry: object) => parse(registry).summary.faults.map(({ path }) => path);

describe('an onnx entry', () => {
  it('gets the defaults of its keys', () => {
    const { entries, summary } = parse({ flow: { type: 'onnx', path: 'flow' } });
    const entry = {
      type: 'onnx',
      path: 'flow',
      scores: 'softmax',
      choice: 'all',
      threshold: 0,
      other: 'OTHER',
    };
    expect(entries.get('flow')?.entry).toEqual(entry);
    expect(summary).toEqual({ classifiers: [{ name: 'flow', entry }], faults: [], warnings: [] });
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
    expect(summary.faults).toEqual([
      { file: 'classifiers.json', name: 'flow', path, reason, allowed: expect.any(String) },
    ]);
    expect(summary.classifiers[0]?.fault).toEqual(summary.faults[0]);
  });

  it('tells all its faults at once', () => {
    const { summary } = parse({ flow: { type: 'onnx', threshold: -1, other: 3 } });
    expect(summary.faults.map(({ path }) => path)).toEqual(['$.flow.path', '$.flow.threshold', '$.flow.other']);
  });
});

describe('a scikit entry', () => {
  const yesNo = { type: 'scikit', threshold: 0.6, path: 'yes_no.onnx', intents: ['да', 'нет'] };

  it('gets the defaults of its keys', () => {
    expect(parse({ yesNo }).entries.get('yesNo')?.entry).toEqual({ ...yesNo, input: 'text', lowercase: false });
  });

  it('of a pickle says what makes an ONNX file of it', () => {
    expect(parse({ yesNo: { ...yesNo, path: 'model.pkl' } }).summary.faults).toMatchObject([
      {
        path: '$.yesNo.path',
        reason: 'is "model.pkl"',
        allowed: expect.stringContaining('training/pickle_to_onnx.py'),
      },
    ]);
  });

  it('may have the original’s other fields, and says what becomes of them', () => {
    const layers = [{ layer_name: 'CustomLayer', path: 'CustomLayer.pkl' }];
    const { entries, summary } = parse({
      yesNo: { ...yesNo, is_gpu: true, custom_layers: layers, version: '1.2.0', vectorizer: null },
    });
    expect(entries.has('yesNo')).toBe(true);
    expect(summary.faults).toEqual([]);
    expect(summary.warnings.map(({ path }) => path)).toEqual(['$.yesNo.custom_layers', '$.yesNo.is_gpu']);
  });

  it('that has the original’s defaults for them says nothing', () => {
    expect(parse({ yesNo: { ...yesNo, is_gpu: false, custom_layers: null } }).summary.warnings).toEqual([]);
  });

  it.each([
    [{ intents: undefined }, '$.yesNo.intents'],
    [{ intents: 'да' }, '$.yesNo.intents'],
    [{ input: 'tokens' }, '$.yesNo.input'],
    [{ lowercase: 'yes' }, '$.yesNo.lowercase'],
    [{ vectorizer: 3 }, '$.yesNo.vectorizer'],
    [{ sha256: 'abc' }, '$.yesNo.sha256'],
  ])('with %j has a fault at %s', (change, path) => {
    expect(parse({ yesNo: { ...yesNo, ...change } }).summary.faults).toMatchObject([{ path }]);
  });
});

describe('several files', () => {
  it('are one registry, in which the later entry of a name counts', () => {
    const { entries, summary } = parseRegistry([
      { url: 'a.json', json: '{"one": {"type": "skip", "intents": ["a"]}, "two": {"type": "skip"}}' },
      {
        url: 'b.json',
        json: '{"three": {"type": "external", "classifier": "one"}, "two": {"type": "skip", "intents": ["b"]}}',
      },
    ]);
    expect(summary.classifiers.map(({ name }) => name)).toEqual(['one', 'two', 'three']);
    expect(summary.faults).toEqual([]);
    expect(entries.get('two')).toMatchObject({ file: 'b.json', entry: { intents: ['b'] } });
  });

  it('name themselves in their faults', () => {
    const { summary } = parseRegistry([
      { url: 'a.json', json: '{}' },
      { url: 'b.json', json: '{"two": {"type": "skip"}}' },
    ]);
    expect(summary.faults).toMatchObject([{ file: 'b.json', path: '$.two.intents' }]);
  });
});

describe('an external entry', () => {
  const skip = { type: 'skip', intents: ['yes'] };

  it.each([[undefined], [0], [null]])('with the timeout %j has 200 milliseconds', (timeout) => {
    const { entries } = parse({ skip, live: { type: 'external', classifier: 'skip', timeout } });
    expect(entries.get('live')?.entry).toEqual({ type: 'external', classifier: 'skip', timeoutMs: 200 });
  });

  it('gives its timeout in seconds, and what it gives when it is late', () => {
    const { entries } = parse({ skip, live: { type: 'external', classifier: 'skip', timeout: 1.5, late: 'first' } });
    expect(entries.get('live')?.entry).toMatchObject({ timeoutMs: 1500, late: 'first' });
  });

  it.each([['-0.1'], ['1e999'], ['"0.2"'], ['true']])('with the timeout %s has a fault', (timeout) => {
    const json = `{"skip": {"type": "skip", "intents": []}, "live": {"type": "external", "classifier": "skip", "timeout": ${timeout}}}`;
    expect(parseText(json).summary.faults).toMatchObject([{ path: '$.live.timeout' }]);
  });

  it('tells an infinite timeout as what it is', () => {
    const json = '{"live": {"type": "external", "classifier": "live", "timeout": 1e999}}';
    expect(parseText(json).summary.faults).toMatchObject([{ reason: 'is Infinity' }]);
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

describe('a cascade entry', () => {
  const skip = { type: 'skip', intents: ['yes'] };
  const cascade = { type: 'cascade', first: 'skip', then: 'skip', confidence: 0.95 };

  it('may name any entries, the same ones in many places', () => {
    const live = { type: 'external', classifier: 'fast', timeout: 1 };
    const outer = { ...cascade, first: 'live', then: 'fast' };
    const { entries, summary } = parse({ skip, fast: cascade, live, outer });
    expect(entries.get('fast')?.entry).toEqual(cascade);
    expect(summary.faults).toEqual([]);
  });

  it('that names no entry has a fault for each, and so has what reaches it', () => {
    const { faults, classifiers } = parse({
      fast: { ...cascade, first: 'nobody', then: 'no one' },
      skip,
      live: { type: 'external', classifier: 'outer' },
      outer: { ...cascade, then: 'fast' },
    }).summary;
    expect(faults).toMatchObject([
      { path: '$.fast.first', reason: expect.stringContaining('"nobody"') },
      { path: '$.fast.then', reason: expect.stringContaining('"no one"') },
    ]);
    expect(classifiers.map(({ fault }) => fault?.path)).toEqual([
      '$.fast.first',
      undefined,
      '$.fast.first',
      '$.fast.first',
    ]);
  });

  it('in a cycle has a fault where it leads back, alone or over externals', () => {
    expect(faultPaths({ self: { ...cascade, first: 'self' }, skip })).toEqual(['$.self.first']);
    const live = { type: 'external', classifier: 'fast' };
    expect(faultPaths({ fast: { ...cascade, then: 'live' }, live, skip })).toEqual([
      '$.fast.then',
      '$.live.classifier',
    ]);
    expect(faultPaths({ outside: { ...cascade, first: 'self' }, self: { ...cascade, first: 'self' }, skip })).toEqual([
      '$.self.first',
    ]);
  });
});

describe('an entry', () => {
  it('of an unknown type is a warning and answers nothing, as in the original', () => {
    const { entries, summary } = parse({ later: { type: 'quantum' } });
    expect(entries.get('later')?.entry).toEqual({ type: 'skip', intents: [] });
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
    const { summary } = parseText(json);
    expect(summary.classifiers.map(({ name }) => name)).toEqual(['__proto__', 'a b.c', 'да']);
    expect(summary.faults.map(({ path }) => path)).toEqual(['$["a b.c"].intents', '$.да.intents']);
  });
});

describe('each malformed entry', () => {
  const skip = { type: 'skip', intents: [] };
  const onnx = { type: 'onnx', path: 'flow' };
  const scikit = { type: 'scikit', path: 'a.onnx', intents: ['a'] };
  const external = { type: 'external', classifier: 'skip' };
  const cascade = { type: 'cascade', first: 'skip', then: 'skip', confidence: 0.9 };

  it.each([
    [null, '$.bad'],
    [3, '$.bad'],
    ['skip', '$.bad'],
    [true, '$.bad'],
    [[skip], '$.bad'],
    [{}, '$.bad.type'],
    [{ type: null }, '$.bad.type'],
    [{ type: ['skip'] }, '$.bad.type'],
    [{ type: 'skip' }, '$.bad.intents'],
    [{ ...skip, intents: 'yes' }, '$.bad.intents'],
    [{ ...skip, intents: [1] }, '$.bad.intents'],
    [{ ...skip, intents: null }, '$.bad.intents'],
    [{ type: 'onnx' }, '$.bad.path'],
    [{ ...onnx, path: 7 }, '$.bad.path'],
    [{ ...onnx, output: '' }, '$.bad.output'],
    [{ ...onnx, output: {} }, '$.bad.output'],
    [{ ...onnx, scores: 'none' }, '$.bad.scores'],
    [{ ...onnx, choice: 1 }, '$.bad.choice'],
    [{ ...onnx, threshold: 1.01 }, '$.bad.threshold'],
    [{ ...onnx, threshold: -0.01 }, '$.bad.threshold'],
    [{ ...onnx, threshold: null }, '$.bad.threshold'],
    [{ ...onnx, other: false }, '$.bad.other'],
    [{ type: 'ngram', path: [] }, '$.bad.path'],
    [{ ...scikit, path: 'a.dill' }, '$.bad.path'],
    [{ ...scikit, path: undefined }, '$.bad.path'],
    [{ ...scikit, intents: { a: 1 } }, '$.bad.intents'],
    [{ ...scikit, threshold: '0.6' }, '$.bad.threshold'],
    [{ ...scikit, vectorizer: '' }, '$.bad.vectorizer'],
    [{ ...scikit, sha256: 'AB'.repeat(32) }, '$.bad.sha256'],
    [{ type: 'external' }, '$.bad.classifier'],
    [{ ...external, classifier: ['skip'] }, '$.bad.classifier'],
    [{ ...external, classifier: 'Skip' }, '$.bad.classifier'],
    [{ ...external, classifier: 'bad' }, '$.bad.classifier'],
    [{ ...external, timeout: -1 }, '$.bad.timeout'],
    [{ ...external, timeout: [0.2] }, '$.bad.timeout'],
    [{ ...external, late: 'then' }, '$.bad.late'],
    [{ ...external, late: true }, '$.bad.late'],
    [{ ...cascade, first: undefined }, '$.bad.first'],
    [{ ...cascade, first: '' }, '$.bad.first'],
    [{ ...cascade, first: 'Skip' }, '$.bad.first'],
    [{ ...cascade, then: ['skip'] }, '$.bad.then'],
    [{ ...cascade, then: 'bad' }, '$.bad.then'],
    [{ ...cascade, confidence: undefined }, '$.bad.confidence'],
    [{ ...cascade, confidence: 1.5 }, '$.bad.confidence'],
    [{ ...cascade, confidence: '0.9' }, '$.bad.confidence'],
  ])('%j has a fault at %s with a reason, and leaves the others alone', (bad, path) => {
    const { entries, summary } = parse({ bad, skip });
    expect(summary.faults).toMatchObject([{ name: 'bad', path }]);
    expect(summary.faults[0]?.reason).not.toBe('');
    expect(summary.classifiers.map(({ fault }) => fault?.path)).toEqual([path, undefined]);
    expect(entries.has('skip')).toBe(true);
  });
});

describe('a registry', () => {
  it('may begin with a byte order mark', () => {
    expect(parseText('\uFEFF{}').summary.classifiers).toEqual([]);
  });

  it.each([['{'], ['[]'], ['3'], ['null'], ['']])('that reads %j is a RegistryParseError that names it', (json) => {
    const parsing = () => parseText(json, 'https://example.com/classifiers.json');
    expect(parsing).toThrow(expect.objectContaining({ name: 'RegistryParseError' }));
    expect(parsing).toThrow('https://example.com/classifiers.json');
  });

  it('that is an HTML page says so', () => {
    expect(() => parseText('<!doctype html>')).toThrow('it is an HTML page');
  });
});
