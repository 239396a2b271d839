import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Classifiers, connectClassifiers, labelExchange, labelMessages } from '../../src/index';
import { createFileSource } from '../../worker/assets/file-source';
import { type Manifest, parseManifest } from '../../worker/assets/manifest';
import { loadWasm } from '../../worker/inference/load-wasm';
import { loadRuntime } from '../../worker/inference/session';
import { loadOnnxModel } from '../../worker/models/load-onnx-model';
import type { Model } from '../../worker/models/model';
import { createTokenizer } from '../../worker/text/tokenizer';
import bert from '../oracle/published-bert.json';
import roberta from '../oracle/published-roberta.json';

const REGISTRY = new URL('/test/fixtures/published/classifiers.json', location.href);
const BATCH = 16;
const TOLERANCE = 1e-3;
const LOOSE = 0.5;
const READINGS = { pipeline: '', card: '_card', server: '_server' } as const;
const oracles = { roberta, bert };

const runtime = loadRuntime({
  size: 'whole',
  loadWasm: () => loadWasm(fetch, new URL(wasmUrl, location.href).href),
  threads: 1,
});
const text = async (url: string) => (await fetch(url)).text();
const farthest = (found: ArrayLike<number>, expected: readonly number[]) =>
  Math.max(...expected.map((value, index) => Math.abs(value - (found[index] ?? Number.NaN))));
const best = (row: ArrayLike<number>) => Array.from(row).indexOf(Math.max(...Array.from(row)));

type Row = (typeof roberta)['messages'][number];

/** Texts whose logits are not Python's; where Python's own hang on the last bit of a number, their labels must be. */
function differences(
  messages: readonly Row[],
  rows: readonly ArrayLike<number>[],
  logits: 'logits' | 'batchLogits',
  edge: 'edge' | 'batchEdge',
) {
  return messages.flatMap((message, at) => {
    const row = rows[at] ?? [];
    const by = farthest(row, message[logits]);
    const equals = message[edge] ? by <= LOOSE && best(row) === best(message[logits]) : by <= TOLERANCE;
    return equals ? [] : [{ text: message.text, by }];
  });
}

describe.each(['roberta', 'bert'] as const)('a published %s', (name) => {
  const { messages } = oracles[name];
  const folder = new URL(`${name}/`, REGISTRY).href;
  let manifest: Manifest;
  let model: Model;
  beforeAll(async () => {
    manifest = parseManifest(await text(`${folder}manifest.json`), folder);
    model = await loadOnnxModel(
      createFileSource(fetch),
      folder,
      manifest,
      () => runtime,
      () => {},
    );
  });

  it('reads texts as the token ids that Python reads', async () => {
    const { tokenize } = createTokenizer(JSON.parse(await text(`${folder}tokenizer.json`)), manifest.maxTokens ?? 0);
    expect(messages.length).toBeGreaterThanOrEqual(500);
    expect(messages.filter(({ text, ids }) => tokenize(text).join() !== ids.join())).toEqual([]);
  });

  it('gives the logits of Python, one message at a time', async () => {
    const rows: ArrayLike<number>[] = [];
    for (const { text } of messages) rows.push(...(await model.run([text], 'logits')));
    const sure = messages.filter(({ edge }) => !edge);
    expect(sure.length).toBeGreaterThanOrEqual(500);
    expect(differences(messages, rows, 'logits', 'edge')).toEqual([]);
  });

  it('gives the logits of Python in padded batches, which change as many labels there', async () => {
    const rows: ArrayLike<number>[] = [];
    for (let start = 0; start < messages.length; start += BATCH) {
      const texts = messages.slice(start, start + BATCH).map(({ text }) => text);
      rows.push(...(await model.run(texts, 'logits')));
    }
    expect(differences(messages, rows, 'batchLogits', 'batchEdge')).toEqual([]);
    const changed = messages.filter(({ logits }, at) => best(rows[at] ?? []) !== best(logits));
    const expected = messages.filter(({ logits, batchLogits }) => best(batchLogits) !== best(logits));
    expect(changed.map(({ text }) => text)).toEqual(expected.map(({ text }) => text));
  });
});

describe('the published readings', () => {
  let classifiers: Classifiers;
  beforeAll(async () => {
    classifiers = await connectClassifiers({ registryUrl: REGISTRY });
  });
  afterAll(() => classifiers.dispose());

  it.each(
    (['roberta', 'bert'] as const).flatMap((name) =>
      (['pipeline', 'card', 'server'] as const).map((reading) => ({ name, reading })),
    ),
  )('of $name: $reading gives what Python gives', async ({ name, reading }) => {
    const { messages } = oracles[name];
    const texts = messages.map(({ text }) => text);
    const all = await classifiers.classifyAll(`${name}${READINGS[reading]}`, texts);
    const different = messages.filter((message, at) => {
      if (message.edge) return false;
      const [label, score] = message[reading] ?? [];
      const [answer] = all[at] ?? [];
      return answer?.answer !== label || Math.abs((answer?.score ?? 0) - ((score as number | undefined) ?? 0)) > 1e-3;
    });
    expect(all.some((answers) => answers.length > 0)).toBe(true);
    expect(different).toEqual([]);
  });

  it.each(['roberta', 'bert'] as const)('%s: the scripts of the model card give the same list', async (name) => {
    const { texts, optimum, snippet } = oracles[name].card;
    const list = async (classifier: string, batch: number) => {
      const all = await classifiers.classifyAll(classifier, texts, { batch });
      return all.map(([first]) => [first?.answer, expect.closeTo(first?.score ?? 0, 3)]);
    };
    expect(optimum).toEqual(await list(name, 1));
    expect(snippet).toEqual(await list(`${name}_card`, BATCH));
  });

  it('answer in the shapes of the server', async () => {
    const flows = { user: 'roberta', agent: 'bert_server' };
    const user = roberta.messages.find(({ server }) => server !== null);
    const agent = bert.messages.find(({ server }) => server === null);
    const exchange = { llm_input: [{ role: 'user', content: user?.text ?? '' }], llm_output: agent?.text ?? '' };
    expect(await labelExchange(classifiers, exchange, flows)).toEqual({ user_flow: user?.server?.[0], agent_flow: '' });

    const rows = [bert, roberta].flatMap(({ messages }) => messages.slice(0, 20));
    const messages = rows.map(({ text }, at) => ({ text, speaker: at < 20 ? ('agent' as const) : ('user' as const) }));
    expect(await labelMessages(classifiers, { messages }, flows)).toEqual(rows.map(({ card }) => card[0]));
  });
});
