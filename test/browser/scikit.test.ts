import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Classifiers, createFiller, createRequirement } from '../../src/index';
import { createFileSource } from '../../worker/assets/file-source';
import { loadWasm } from '../../worker/inference/load-wasm';
import { loadRuntime } from '../../worker/inference/session';
import { loadScikitGraph } from '../../worker/models/load-scikit-graph';
import oracle from '../oracle/scikit.json';
import { connectFlow } from './connect-flow';

const at = (path: string) => new URL(path, location.href).href;

describe('the shipped scikit-learn graphs, in the WASM build', () => {
  const runtime = loadRuntime({
    size: 'whole',
    loadWasm: () => loadWasm(fetch, new URL(wasmUrl, location.href).href),
    threads: 1,
  });
  const farthest = (found: ArrayLike<number>, expected: readonly number[]) =>
    Math.max(...expected.map((value, index) => Math.abs(value - (found[index] ?? Number.NaN))));

  it('give scikit-learn’s probabilities of Russian texts', async () => {
    const graph = await loadScikitGraph(createFileSource(fetch), at('/models/yes_no.onnx'), undefined, () => runtime);
    expect(oracle.yes_no.length).toBeGreaterThanOrEqual(200);
    for (const { text, probabilities } of oracle.yes_no) {
      expect(farthest(await graph.run(text.toLowerCase()), probabilities)).toBeLessThan(1e-4);
    }
  });

  it('give scikit-learn’s probabilities of vectors', async () => {
    const graph = await loadScikitGraph(
      createFileSource(fetch),
      at('/models/card_type.onnx'),
      undefined,
      () => runtime,
    );
    expect(oracle.card_type.length).toBeGreaterThanOrEqual(200);
    for (const { vector, probabilities } of oracle.card_type) {
      expect(farthest(await graph.run(readVector(vector)), probabilities)).toBeLessThan(1e-4);
    }
  });
});

describe('the shipped scikit classifiers', () => {
  let classifiers: Classifiers;
  beforeAll(async () => {
    classifiers = await connectFlow();
    await classifiers.warmUp(['yes_no', 'card_type']);
  });
  afterAll(() => classifiers.dispose());

  const shareRight = async (name: string, rows: readonly { text: string; label: string }[]) => {
    const answers = await classifiers.classifyAll(
      name,
      rows.map(({ text }) => text),
      { threshold: 0 },
    );
    return answers.filter(([best], row) => best?.answer === rows[row]?.label).length / rows.length;
  };

  // Just under what training/scikit_models.py reports: 0.847 and 0.75.
  it('are right on messages of a writer whom training did not see', async () => {
    expect(await shareRight('yes_no', oracle.yes_no)).toBeGreaterThanOrEqual(0.84);
    expect(await shareRight('card_type', oracle.card_type)).toBeGreaterThanOrEqual(0.74);
  });

  it('fill the form’s fields', async () => {
    const fail = (error: unknown) => expect.unreachable(String(error));
    const card = { type: 'external', classifier: 'card_type', timeout: 60 };
    const consent = { type: 'external', classifier: 'yes_no', timeout: 60 };
    const fill = createFiller({ type: 'classifier', classifier: card }, classifiers, fail);
    expect(await fill('the one that gets me into airport lounges')).toBe('platinum');
    expect(await createFiller({ type: 'classifier', classifier: consent }, classifiers, fail)('конечно да')).toBe('да');
    expect(await createRequirement({ type: 'classifier', classifier: consent }, classifiers)('нет, не надо')).toBe(
      true,
    );
  });
});

describe('the documentation’s first example', () => {
  const example = `{
    "binary_classifier_name": {
      "type": "scikit",
      "threshold": 0.6,
      "path": "${at('/models/yes_no.onnx')}",
      "intents": ["да", "нет"]
    },
    "hello_scenario_classifier": {
      "type": "external",
      "timeout": 0.2,
      "classifier": "binary_classifier_name"
    }
  }`;

  it('loads and answers, by its own name and through the external', async () => {
    const classifiers = await connectFlow({ registry: example });
    expect(classifiers.faults).toEqual([]);
    await classifiers.warmUp();
    expect(await classifiers.classify('binary_classifier_name', 'да')).toMatchObject([{ answer: 'да', other: false }]);
    expect(await classifiers.describe('hello_scenario_classifier')).toMatchObject({ labels: ['да', 'нет'] });
    // A busy machine may need more than the 0.2 seconds.
    expect(['да', undefined]).toContain((await classifiers.classify('hello_scenario_classifier', 'да'))[0]?.answer);
    classifiers.dispose();
  });
});

describe('a scikit entry', () => {
  const connect = (more: object) =>
    connectFlow({
      registry: { one: { type: 'scikit', path: at('/models/yes_no.onnx'), intents: ['да', 'нет'], ...more } },
    });

  it('that reads lemmas refuses a plain text, and answers on tokens', async () => {
    const classifiers = await connect({ input: 'lemmas', lowercase: true });
    await expect(classifiers.classify('one', 'да')).rejects.toMatchObject({ name: 'InvalidInputError' });
    const tokens = [
      { text: 'Да', lemma: 'да', dependency_type: 'root' },
      { text: '!', lemma: '!', dependency_type: 'punct' },
    ];
    expect(await classifiers.classify('one', tokens)).toEqual(
      await connect({}).then((other) => other.classify('one', 'да').finally(() => other.dispose())),
    );
    classifiers.dispose();
  });

  it.each([
    [{ sha256: '0'.repeat(64) }, 'ModelIntegrityError'],
    [{ path: at('/models/not-there.onnx') }, 'ModelFetchError'],
    [{ path: at('/models/flow/model.onnx') }, 'ModelRunError'],
    [{ path: at('/models/flow/tokenizer.json') }, 'ModelRunError'],
    [{ vectorizer: 'sbert' }, 'ModelFetchError'],
  ])('with %j answers with a %s', async (more, name) => {
    const classifiers = await connect(more);
    await expect(classifiers.classify('one', 'да')).rejects.toMatchObject({ name });
    classifiers.dispose();
  });
});

function readVector(base64: string): Float32Array {
  return Float32Array.from(atob(base64), (letter) => ((letter.charCodeAt(0) << 24) >> 24) / 127);
}
