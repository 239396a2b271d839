import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Classifiers, createFiller, createRequirement } from '../../src/index';
import { connectFlow } from './connect-flow';

const graphs = import.meta.glob<string>('../fixtures/scikit/*.onnx', { query: '?url', import: 'default', eager: true });

const scikit = (graph: string, intents: string[], more: object = {}) => ({
  type: 'scikit',
  path: new URL(graphs[`../fixtures/scikit/${graph}.onnx`] ?? '', location.href).href,
  intents,
  ...more,
});
const external = (classifier: string, more: object = {}) => ({ type: 'external', classifier, ...more });
const skip = (...intents: string[]) => ({ type: 'skip', intents });

const registry = {
  S1: scikit('s1', ['да', 'нет'], { threshold: 0.6 }),
  S2: scikit('s2', ['a', 'b', 'c', 'd', 'e']),
  S3: scikit('s3', ['a', 'b', 'c', 'd']),
  S4: scikit('s4', ['a', 'b']),
  S5: scikit('s5', ['a', 'b']),
  S6: scikit('s6', ['a', 'b']),
  S7: scikit('s7', ['a', 'other']),
  S8: scikit('s7', ['a', 'Other']),
  S9: scikit('s9', ['a', 'b']),
  S10: scikit('s10', ['a', 'b'], { threshold: 0 }),
  S11: scikit('s11', ['a', 'b']),
  S12: scikit('s12', ['a', 'b'], { threshold: 0.5 }),
  K1: { ...skip('x', 'other', 'y', 'z', 'w', 'x'), threshold: 0.9 },
  'S1 at 0.7': scikit('e1', ['a', 'b'], { threshold: 0.7 }),
  fast: scikit('e1', ['a', 'b']),
  slow: scikit('slow', ['a', 'b']),
  failing: scikit('failing', ['a', 'b']),
  E1: external('fast', { threshold: 0.9, intents: ['zzz'], timeout: 60 }),
  'E2 missing': external('slow'),
  'E2 zero': external('slow', { timeout: 0 }),
  'E2 null': external('slow', { timeout: null }),
  E3: external('slow', { timeout: 60 }),
  'E5 throws': external('failing', { timeout: 60 }),
  'E5 unknown': external('nobody'),
  otherSecond: scikit('s7', ['other', 'a']),
  nothing: scikit('s1', ['да', 'нет'], { threshold: 0.7 }),
  pq: skip('p', 'q'),
  none: skip(),
  onlyOther: skip('other'),
};

let classifiers: Classifiers;
beforeAll(async () => {
  classifiers = await connectFlow({ registry });
  // A run of a graph that has just been loaded would be late by its load.
  await classifiers.warmUp(['fast', 'slow', 'S1', 'S7', 'otherSecond', 'nothing']);
});
afterAll(() => classifiers.dispose());

// Another text each time, for a known one is answered in time.
let texts = 0;
const anyText = () => `any text ${++texts}`;

const ask = async (name: string) => {
  const answers = await classifiers.classify(name, anyText());
  return answers.map(({ answer, score, other }) => [answer, Number(score.toFixed(6)), ...(other ? ['other'] : [])]);
};

describe('a scikit entry', () => {
  it.each([
    ['S1', [['да', 0.6]]],
    ['S1 at 0.7', [['a', 0.7]]],
    [
      'S2',
      [
        ['b', 0.3],
        ['e', 0.25],
        ['c', 0.2],
      ],
    ],
    [
      'S3',
      [
        ['a', 0.25],
        ['b', 0.25],
        ['c', 0.25],
      ],
    ],
    ['S4', [['b', 0.2]]],
    ['S5', []],
    ['S6', [['a', 0.9]]],
    [
      'S7',
      [
        ['other', 0.9, 'other'],
        ['a', 0.1],
      ],
    ],
    [
      'S8',
      [
        ['Other', 0.9],
        ['a', 0.1],
      ],
    ],
    ['S9', [['b', 0.9]]],
    [
      'S10',
      [
        ['a', 1],
        ['b', 0],
      ],
    ],
    ['S11', [['b', 2]]],
    ['S12', [['a', 1]]],
  ])('answers as the original does in case %s', async (name, expected) => {
    expect(await ask(name)).toEqual(expected);
  });
});

describe('a skip entry', () => {
  it('answers all its intents in order, as in case K1', async () => {
    expect(await ask('K1')).toEqual(['x', 'other', 'y', 'z', 'w', 'x'].map((answer) => [answer, 0]));
  });
});

describe('an external entry', () => {
  it('passes the answers on unchanged, as in case E1', async () => {
    expect(await ask('E1')).toEqual([
      ['a', 0.7],
      ['b', 0.3],
    ]);
  });

  it('answers nothing after 0.2 seconds, as in case E2', async () => {
    for (const name of ['E2 missing', 'E2 zero', 'E2 null']) expect(await ask(name)).toEqual([]);
  });

  it('answers within its own limit, as in case E3', async () => {
    expect(await ask('E3')).toEqual([
      ['a', 0.7],
      ['b', 0.3],
    ]);
  });

  it('passes an error on, and cannot name what is not there, as in case E5', async () => {
    await expect(ask('E5 throws')).rejects.toMatchObject({ name: 'ModelRunError' });
    await expect(ask('E5 unknown')).rejects.toMatchObject({ name: 'RegistryFaultError' });
  });
});

describe('a filler and a requirement', () => {
  const filled = (classifier: object) => {
    const errors: unknown[] = [];
    const fill = createFiller({ type: 'classifier', classifier }, classifiers, (error) => errors.push(error));
    return fill(anyText()).then((value) => ({ value, errors }));
  };
  const required = (classifier: object) =>
    createRequirement({ type: 'classifier', classifier }, classifiers)(anyText());

  it.each([
    ['F1', external('S7', { timeout: 60 }), 'other', false],
    ['F2', external('otherSecond', { timeout: 60 }), 'a', true],
    ['F3, nothing sure enough', external('nothing', { timeout: 60 }), null, false],
    ['F3, too late', external('slow'), null, false],
    ['F5', external('pq', { timeout: 60 }), 'p', true],
    ['F6', external('none', { timeout: 60 }), null, false],
    ['F7', external('onlyOther', { timeout: 60 }), 'other', true],
  ])('read the answers as the original does in case %s', async (_case, classifier, value, fits) => {
    expect(await filled(classifier)).toEqual({ value, errors: [] });
    expect(await required(classifier)).toBe(fits);
  });

  it.each([
    ['F4', external('failing', { timeout: 60 }), 'ModelRunError'],
    ['F8', skip('p'), 'DialogueEntryError'],
  ])('take an error apart in case %s: nothing is filled, the requirement throws', async (_case, classifier, name) => {
    const { value, errors } = await filled(classifier);
    expect(value).toBeNull();
    expect(errors).toMatchObject([{ name }]);
    await expect(required(classifier)).rejects.toMatchObject({ name });
  });

  it('of the type classifier_meta fills with all answers', async () => {
    const classifier = external('fast', { timeout: 60 });
    const fill = createFiller({ type: 'classifier_meta', classifier }, classifiers, () => {});
    expect(await fill(anyText())).toMatchObject([{ answer: 'a' }, { answer: 'b' }]);
  });
});
