import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pipeline, type TextClassificationPipeline } from '../../src/index';

// Its own bundle: it brings the ONNX Runtime of its time, which the newer one beside it would replace.
const PEER = '/node_modules/@xenova/transformers/dist/';
const REGISTRY = '/test/fixtures/published/classifiers.json';
const TEXTS = [
  "that's wrong",
  'Can you please answer me?',
  'bye, see you tomorrow',
  'where did you read that',
  'Shorten it to two lines, would you?',
  'the train leaves at nine',
  'give me an example',
  'thanks, that is perfect!!',
];

type Peer = (texts: string | string[], options?: { topk: number }) => Promise<unknown>;

describe.each(['roberta', 'bert'])('pipeline() on a published %s, beside that of @xenova/transformers', (name) => {
  let ours: TextClassificationPipeline;
  let theirs: Peer;
  beforeAll(async () => {
    const peer = await import(/* @vite-ignore */ `${PEER}transformers.min.js`);
    peer.env.allowRemoteModels = false;
    peer.env.useBrowserCache = false;
    peer.env.localModelPath = '/test/fixtures/published/';
    peer.env.backends.onnx.wasm.wasmPaths = PEER;
    peer.env.backends.onnx.wasm.numThreads = 1;
    // It looks for `onnx/<name>_quantized.onnx`; the published models lie beside that folder.
    const options = { quantized: true, model_file_name: '../model_optimized' };
    theirs = await peer.pipeline('text-classification', name, options);
    ours = await pipeline('text-classification', name, { registryUrl: REGISTRY, quantized: true });
  });
  afterAll(() => ours?.dispose());

  const same = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(same);
    const { label, score } = value as { label: string; score: number };
    return { label, score: expect.closeTo(score, 3) };
  };

  it.each(TEXTS)('gives the same for %s', async (text) => {
    expect(await ours(text)).toEqual(same(await theirs(text)));
  });

  it.each([1, 3, 0])(
    'gives the same shape and the same labels for a text and a list, of each the top %i',
    async (top) => {
      const [text = ''] = TEXTS;
      expect(await ours(text, { topk: top })).toEqual(same(await theirs(text, { topk: top })));
      const batch = { top_k: top, batch_size: TEXTS.length };
      expect(await ours(TEXTS, batch)).toEqual(same(await theirs(TEXTS, { topk: top })));
    },
  );
});

describe('pipeline()', () => {
  const registryUrl = REGISTRY;

  it('gives all labels for a top of null, as Optimum does', async () => {
    const classify = await pipeline('text-classification', 'bert', { registryUrl });
    const labels = await classify('My apologies', { top_k: null });
    expect(labels).toHaveLength(9);
    expect(labels.map(({ score }) => score)).toEqual(labels.map(({ score }) => score).toSorted((a, b) => b - a));
    await classify.dispose();
    await expect(classify('My apologies')).rejects.toMatchObject({ name: 'DisposedError' });
  });

  it('gives no shorter list where an entry has no answer', async () => {
    const registry = { none: { type: 'skip', intents: [] } };
    const url = URL.createObjectURL(new Blob([JSON.stringify(registry)]));
    const classify = await pipeline('text-classification', 'none', { registryUrl: url });
    await expect(classify(['a', 'b'])).rejects.toMatchObject({ name: 'InvalidInputError' });
    await classify.dispose();
  });

  it('refuses another task, an unknown name and a wrong top', async () => {
    await expect(pipeline('translation', 'bert', { registryUrl })).rejects.toMatchObject({ name: 'InvalidInputError' });
    await expect(pipeline('text-classification', 'gpt', { registryUrl })).rejects.toMatchObject({
      name: 'UnknownClassifierError',
    });
    const classify = await pipeline('text-classification', 'bert', { registryUrl });
    await expect(classify('hi', { top_k: -1 })).rejects.toMatchObject({ name: 'InvalidInputError' });
    await classify.dispose();
  });
});
