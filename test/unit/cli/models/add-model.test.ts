import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import JSZip from 'jszip';
import { create } from 'tar';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AddRequest, addModel } from '../../../../cli/models/add-model';
import { startNodeWorker } from '../../../../cli/start-node-worker';
import { connectClassifiers } from '../../../../src/index';
import { type HostedModel, startHub, type TestHub } from './start-hub';

const FIXTURE = fileURLToPath(new URL('../../../fixtures/published/roberta/', import.meta.url));
const GRAPH = 'model_optimized_quantized.onnx';
const read = (name: string) => readFileSync(join(FIXTURE, name));
const FILES = Object.fromEntries([GRAPH, 'tokenizer.json', 'config.json'].map((name) => [name, read(name)]));
const REPO = 'someone/flow-onnx';
const REGISTRY = '{\n  "yes": { "type": "skip", "intents": ["yes"] }\n}\n';

let place: string;
let hub: TestHub | undefined;
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'add-model-'));
  await mkdir(join(place, 'models'));
  await writeFile(join(place, 'models/classifiers.json'), REGISTRY);
});
afterEach(async () => {
  await hub?.close();
  hub = undefined;
  await rm(place, { recursive: true });
});

const registry = () => readFileSync(join(place, 'models/classifiers.json'), 'utf8');
const models = () => readdirSync(join(place, 'models')).toSorted();
const request = (change: Partial<AddRequest>): AddRequest => ({
  source: REPO,
  revision: 'main',
  registry: join(place, 'models/classifiers.json'),
  cache: join(place, 'cache'),
  reading: 'pipeline',
  replace: false,
  ...change,
});

async function add(change: Partial<AddRequest> = {}, token?: string) {
  return addModel(request(change), { endpoint: hub?.endpoint ?? 'http://127.0.0.1:9', token }, () => {});
}

async function host(model: Partial<HostedModel> = {}, repo = REPO) {
  hub = await startHub({ [repo]: { files: { ...FILES, 'README.md': Buffer.from('A card.') }, ...model } });
  return hub;
}

async function zip(folder: string, compression: 'STORE' | 'DEFLATE', more: Record<string, Buffer> = {}) {
  const archive = new JSZip();
  for (const [name, bytes] of Object.entries(FILES)) archive.file(folder + name, bytes);
  for (const [name, bytes] of Object.entries(more)) archive.file(name, bytes);
  return archive.generateAsync({ type: 'nodebuffer', compression });
}

async function bestLabel(name: string, text: string) {
  return (await best(name, text))?.answer;
}

async function best(name: string, text: string) {
  const registryUrl = pathToFileURL(join(place, 'models/classifiers.json'));
  const classifiers = await connectClassifiers({ registryUrl, createWorker: startNodeWorker });
  const [first] = await classifiers.classify(name, text);
  classifiers.dispose();
  return first;
}

describe('a model of the hub', () => {
  it('is downloaded, described, entered in the registry, and then answers', async () => {
    const { commit, requests, endpoint } = await host();
    expect(await add({ name: 'published' })).toBe('published');
    expect(models()).toEqual(['classifiers.json', 'published']);
    expect(readdirSync(join(place, 'models/published')).toSorted()).toEqual(
      [...Object.keys(FILES), 'manifest.json'].toSorted(),
    );
    const manifest = JSON.parse(readFileSync(join(place, 'models/published/manifest.json'), 'utf8'));
    expect(manifest).toMatchObject({
      source: `${endpoint}/${REPO} at ${commit}`,
      license: 'apache-2.0',
      maxTokens: 256,
      files: { model: { path: GRAPH, bytes: FILES[GRAPH]?.length } },
    });
    expect(manifest.examples.length).toBeGreaterThan(0);
    expect(requests.map(({ path }) => path).toSorted()).toEqual(Object.keys(FILES).toSorted());
    expect(await bestLabel('published', "that's wrong")).toBe('model_wrong_or_try_again');
  });

  it('leaves the rest of the registry as it was written', async () => {
    await host();
    await add({ name: 'published', reading: 'server' });
    expect(registry().startsWith(REGISTRY.trimEnd().slice(0, -2))).toBe(true);
    expect(JSON.parse(registry())).toEqual({
      yes: { type: 'skip', intents: ['yes'] },
      published: { type: 'onnx', path: 'published', scores: 'softmax', choice: 'first', threshold: 0.3 },
    });
  });

  it('is opened by a token, which goes to the hub alone and not to where its files lie', async () => {
    const { requests } = await host({ token: 'hf_secret' });
    await expect(add()).rejects.toMatchObject({
      name: 'ModelFetchError',
      message: expect.stringMatching(/401.*HF_TOKEN/),
    });
    await add({}, 'hf_secret');
    expect(requests.map(({ authorization }) => authorization)).toEqual(requests.map(() => undefined));
  });

  it('goes on where a download broke off', async () => {
    const { requests } = await host({ faults: { [GRAPH]: ['break', 'busy', 'break'] } });
    await add();
    const graph = requests.filter(({ path }) => path === GRAPH);
    const starts = graph.map(({ range }) => Number(/\d+/.exec(range ?? '0')?.[0]));
    expect(starts).toHaveLength(4);
    expect(starts[0]).toBe(0);
    expect(starts[1]).toBeGreaterThan(0);
    expect(starts[3]).toBeGreaterThan(starts[1] ?? 0);
  });

  it('that does not come at all leaves nothing behind, and the next call goes on where it stopped', async () => {
    const { requests } = await host({ faults: { [GRAPH]: ['break', 'break', 'break', 'break'] } });
    await expect(add()).rejects.toMatchObject({
      name: 'ModelFetchError',
      message: expect.stringMatching(/broke off after \d+ of \d+ bytes.*same command again/),
    });
    expect(models()).toEqual(['classifiers.json']);
    expect(registry()).toBe(REGISTRY);
    const before = requests.length;
    await add();
    const graph = requests.slice(before).filter(({ path }) => path === GRAPH);
    expect(graph).toHaveLength(1);
    expect(graph[0]?.sent).toBeLessThan(FILES[GRAPH]?.length ?? 0);
    expect(readdirSync(join(place, 'cache'))).toEqual([]);
  });

  it('starts anew where the server knows no ranges', async () => {
    await host({ faults: { [GRAPH]: ['break', 'ignore-range'] } });
    await add({ name: 'published' });
    expect(readFileSync(join(place, 'models/published', GRAPH)).equals(read(GRAPH))).toBe(true);
  });

  it.each(['corrupt', 'long'] as const)(
    'is refused when its bytes are not those that the hub states: %s',
    async (fault) => {
      await host({ faults: { [GRAPH]: [fault] } });
      await expect(add()).rejects.toMatchObject({
        name: 'ModelIntegrityError',
        message: expect.stringContaining(GRAPH),
      });
      expect(models()).toEqual(['classifiers.json']);
      // What was wrong is gone, so the next call gets it whole.
      await add();
    },
  );

  it('whose file is shorter than stated is asked for the rest', async () => {
    const { requests } = await host({ faults: { 'config.json': ['short'] } });
    await add();
    expect(
      requests
        .filter(({ path }) => path === 'config.json')
        .map(({ sent }) => sent)
        .at(-1),
    ).toBe(1);
  });

  it.each([
    ['is not there', { source: 'someone/else' }, /no someone\/else.*check the name and the revision/],
    ['lacks the revision', { revision: 'v9' }, /v9.*check the name and the revision/],
  ])('that %s is told by its name', async (_, change, message) => {
    await host();
    await expect(add(change)).rejects.toMatchObject({
      name: 'ModelFetchError',
      message: expect.stringMatching(message),
    });
  });

  it('whose graph lies deeper is told where it has to be', async () => {
    await host({
      files: {
        'tokenizer.json': read('tokenizer.json'),
        'config.json': read('config.json'),
        'onnx/a.onnx': read(GRAPH),
      },
    });
    await expect(add()).rejects.toThrow(/it has onnx\/a\.onnx: put the one you want beside config\.json/);
  });

  it('is told when the hub cannot be reached', async () => {
    await expect(add()).rejects.toMatchObject({
      name: 'ModelFetchError',
      message: expect.stringMatching(/cannot reach http:\/\/127.0.0.1:9.*HF_ENDPOINT/),
    });
  });

  it('under the name of a published flow model must be that model', async () => {
    await host({}, 'minuva/MiniLMv2-userflow-v2-onnx');
    await expect(add({ source: 'minuva/MiniLMv2-userflow-v2-onnx' })).rejects.toMatchObject({
      name: 'ModelIntegrityError',
      message: expect.stringContaining('1f0228740a10c2c7788ee554be779a63aa246fee20736b9a1d713660e41a78f3'),
    });
    expect(hub?.requests).toEqual([]);
  });
});

describe('a model on this machine', () => {
  it('is added from a folder', async () => {
    expect(await add({ source: FIXTURE })).toBe('roberta');
    expect(await bestLabel('roberta', 'bye, see you tomorrow')).toBe('user_goodbye');
  });

  it('is added in ONNX Runtime’s own format, and answers as in the other', async () => {
    const bert = join(FIXTURE, '../bert');
    await mkdir(join(place, 'in-ort'));
    for (const name of ['config.json', 'tokenizer.json']) await cp(join(bert, name), join(place, 'in-ort', name));
    await cp(join(FIXTURE, '../ort/bert.ort'), join(place, 'in-ort/model.ort'));
    await add({ source: join(place, 'in-ort') });
    await add({ source: bert });
    expect(await best('in-ort', 'My apologies')).toEqual(await best('bert', 'My apologies'));
    expect(await bestLabel('in-ort', 'My apologies')).toBe('agent_apology_error_mistake');
  });

  it('is described in place where it lies in the folder of models already', async () => {
    await cp(FIXTURE, join(place, 'models/mine'), { recursive: true });
    await rm(join(place, 'models/mine/manifest.json'));
    await add({ source: join(place, 'models/mine') });
    expect(existsSync(join(place, 'models/mine/manifest.json'))).toBe(true);
    expect(existsSync(join(place, 'models/mine/vocab.json'))).toBe(true);
  });

  it('is added from a .tar.gz and from a .zip, whatever folder they put it in', async () => {
    const archive = join(place, 'model.tar.gz');
    await create({ gzip: true, file: archive, cwd: join(FIXTURE, '..') }, ['roberta']);
    expect(await add({ source: archive })).toBe('model');
    await writeFile(join(place, 'zipped.zip'), await zip('deep/er/', 'STORE'));
    expect(await add({ source: join(place, 'zipped.zip') })).toBe('zipped');
    expect(models()).toEqual(['classifiers.json', 'model', 'zipped']);
  });

  it('is refused when its archive is damaged, or holds several', async () => {
    const bytes = await zip('', 'STORE');
    bytes.writeUInt8(bytes.readUInt8(1000) ^ 1, 1000);
    await writeFile(join(place, 'damaged.zip'), bytes);
    await expect(add({ source: join(place, 'damaged.zip') })).rejects.toThrow(/damaged\.zip cannot be unpacked/);
    const two = { 'b/config.json': FILES['config.json'] as Buffer };
    await writeFile(join(place, 'two.zip'), await zip('a/', 'STORE', two));
    await expect(add({ source: join(place, 'two.zip') })).rejects.toThrow(/several models: (a, b|b, a)/);
    expect(models()).toEqual(['classifiers.json']);
  });

  it('cannot leave the folder that its archive is unpacked in', async () => {
    await writeFile(join(place, 'sly.zip'), await zip('', 'STORE', { '../../escaped.txt': Buffer.from('!') }));
    await add({ source: join(place, 'sly.zip') });
    expect(existsSync(join(tmpdir(), 'escaped.txt'))).toBe(false);
    expect(existsSync(join(place, 'escaped.txt'))).toBe(false);
  });

  it.each([
    ['no tokenizer', { 'tokenizer.json': undefined }, /no tokenizer\.json/],
    ['no graph', { [GRAPH]: undefined }, /no \.onnx or \.ort file.*export the model/],
    [
      'several graphs',
      { [GRAPH]: undefined, 'a.onnx': FILES[GRAPH], 'b.onnx': FILES[GRAPH] },
      /--file: a\.onnx, b\.onnx/,
    ],
    ['a config without labels', { 'config.json': Buffer.from('{}') }, /config\.json: id2label/],
    ['labels with a gap', { 'config.json': Buffer.from('{"id2label": {"0": "a", "2": "b"}}') }, /number its labels/],
    [
      'labels that fit no output',
      { 'config.json': Buffer.from('{"id2label": {"0": "a"}}') },
      /1 labels.*logits \(21 values\)/,
    ],
    ['a graph that is none', { [GRAPH]: Buffer.from('<!doctype html>') }, /cannot load the model/],
  ])('is refused with %s', async (_, change, message) => {
    const folder = join(place, 'broken');
    await mkdir(folder);
    for (const [name, bytes] of Object.entries({ ...FILES, ...change })) {
      if (bytes) await writeFile(join(folder, name), bytes);
    }
    await expect(add({ source: folder })).rejects.toThrow(message);
    expect(models()).toEqual(['classifiers.json']);
    expect(registry()).toBe(REGISTRY);
  });

  it('is refused under a name that is taken, and takes its place when it is told to', async () => {
    await add({ source: FIXTURE });
    await expect(add({ source: FIXTURE })).rejects.toThrow(/"roberta" already.*--replace/);
    await expect(add({ source: FIXTURE, name: 'yes' })).rejects.toThrow(/"yes" already/);
    await add({ source: FIXTURE, reading: 'card', replace: true });
    expect(JSON.parse(registry()).roberta.scores).toBe('sigmoid');
    expect(models()).toEqual(['classifiers.json', 'roberta']);
  });

  it('takes the place of no folder that another entry needs, and of no file', async () => {
    await add({ source: FIXTURE, name: 'shared' });
    const other = { shared: { type: 'onnx', path: 'shared' }, also: { type: 'onnx', path: 'shared/' } };
    await writeFile(join(place, 'models/classifiers.json'), JSON.stringify(other));
    await expect(add({ source: FIXTURE, name: 'shared', replace: true })).rejects.toThrow(/that of "shared", "also"/);
    await expect(add({ source: FIXTURE, name: 'classifiers.json', replace: true })).rejects.toThrow(/no entry has it/);
    expect(models()).toEqual(['classifiers.json', 'shared']);
  });

  it('needs a registry that can be read, or a folder for a new one', async () => {
    await expect(add({ source: FIXTURE, registry: join(place, 'models') })).rejects.toMatchObject({
      name: 'RegistryFetchError',
      message: expect.stringMatching(/--registry/),
    });
    await expect(add({ source: FIXTURE, registry: join(place, 'no/classifiers.json') })).rejects.toThrow(/--registry/);
    await writeFile(join(place, 'models/classifiers.json'), '{"a": ');
    await expect(add({ source: FIXTURE })).rejects.toThrow(/classifiers\.json is no JSON object.*character \d+/);
    await rm(join(place, 'models/classifiers.json'));
    await add({ source: FIXTURE });
    expect(Object.keys(JSON.parse(registry()))).toEqual(['roberta']);
  });

  it('is added by the command, which says how to try it, and what is wrong', async () => {
    const run = (...args: string[]) =>
      spawnSync(
        process.execPath,
        ['scripts/models-add.mjs', ...args, '--registry', join(place, 'models/classifiers.json')],
        {
          encoding: 'utf8',
        },
      );
    const added = run(FIXTURE, '--name', 'mine', '--reading', 'server');
    expect(added.stderr).toBe('');
    expect(added.stdout).toMatch(/^Added "mine" to classifiers\.json.*-r .*classifiers\.json\n$/);
    expect(added.status).toBe(0);
    const refused = run(FIXTURE, '--name', 'mine');
    expect(refused.stderr).toMatch(/^models:add: InvalidInputError: there is a "mine" already/);
    expect(refused.status).toBe(1);
  });

  it('is told apart from what is no model at all', async () => {
    await expect(add({ source: 'roberta' })).rejects.toThrow(/"roberta" is neither a folder.*owner\/name/);
    await expect(add({ source: FIXTURE, name: '../up' })).rejects.toThrow(/"..\/up" is no name/);
  });
});
