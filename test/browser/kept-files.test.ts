import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Classifiers, type ConnectOptions, connectClassifiers, type LoadProgress } from '../../src/index';

const NAME = 'flow-labels';
const CONTENT = ['flow-instant/heads.json', 'flow-instant/table.bin'];

let place = '';
let lastPlace = 0;
const open: Classifiers[] = [];
beforeEach(() => {
  lastPlace += 1;
  place = new URL(`/released/${Date.now()}-${lastPlace}/`, location.href).href;
});
afterEach(async () => {
  for (const classifiers of open.splice(0)) classifiers.dispose();
  await caches.delete(NAME);
});

/** Connects to the place, loads the named entry as a new visitor's page would, and gives its answer. */
async function visit(name: string, options: Partial<ConnectOptions> = {}, text = 'bye!') {
  const classifiers = await connectClassifiers({ registryUrl: `${place}classifiers.json`, ...options });
  open.push(classifiers);
  const [answer] = await classifiers.classify(name, text);
  return answer?.answer;
}

async function asked(): Promise<string[]> {
  const files: string[] = await (await fetch(`${place}asked`)).json();
  return files.toSorted();
}

const keptKeys = async () => {
  const requests = await (await caches.open(NAME)).keys();
  return requests.map(({ url }) => url).filter((url) => url.startsWith(place));
};
const keptFiles = async () => (await keptKeys()).map((url) => new URL(url).href.slice(place.length).split('?')[0]);
const keyOf = async (file: string) => (await keptKeys()).find((url) => url.startsWith(place + file)) ?? '';
const isKept = (...files: string[]) =>
  expect.poll(async () => (await keptFiles()).toSorted()).toEqual(files.toSorted());

describe('a second visit', () => {
  it.each([
    ['instant', 'bye!', 'user_goodbye', ['flow-instant/manifest.json'], CONTENT],
    ['flow', 'bye!', 'user_goodbye', ['flow/manifest.json'], ['flow/model.onnx', 'flow/tokenizer.list.json']],
    // Which build of the runtime serves is told by the manifests of all graphs.
    ['yes_no', 'да', 'да', ['flow/manifest.json'], ['yes_no.onnx']],
  ])('asks for nothing of %s but what must be fresh', async (name, text, answer, fresh, files) => {
    expect(await visit(name, {}, text)).toBe(answer);
    await isKept(...files);
    const first = await asked();
    expect(first).toEqual(['classifiers.json', ...fresh, ...files].toSorted());
    expect(await visit(name, {}, text)).toBe(answer);
    expect(await asked()).toEqual([...first, 'classifiers.json', ...fresh].toSorted());
  });

  it('tells the whole of its progress all the same', async () => {
    await visit('instant');
    await isKept(...CONTENT);
    const seen: string[] = [];
    const onProgress = ({ path, loadedBytes, totalBytes }: LoadProgress) => {
      seen.push(`${path} ${loadedBytes / totalBytes}`);
    };
    await visit('instant', { onProgress });
    expect(seen.at(-1)).toBe('flow-instant 1');
  });

  it('has the new version at once, which takes the place of the old one', async () => {
    await visit('instant');
    await isKept(...CONTENT);
    const [old, table] = [await keyOf('flow-instant/heads.json'), await keyOf('flow-instant/table.bin')];
    await fetch(`${place}release`);
    expect(await visit('instant')).toBe('user_goodbye');
    expect((await asked()).filter((file) => CONTENT.includes(file))).toEqual(['flow-instant/heads.json', ...CONTENT]);
    await expect.poll(async () => (await keptKeys()).includes(old)).toBe(false);
    await isKept(...CONTENT);
    expect(await keyOf('flow-instant/table.bin')).toBe(table);
  });

  it.each([
    ['short', (bytes: Uint8Array<ArrayBuffer>) => bytes.slice(0, 1000)],
    ['of other bytes', (bytes: Uint8Array<ArrayBuffer>) => bytes.map((byte) => byte ^ 1)],
    ['a start page', () => new TextEncoder().encode('<!doctype html>')],
  ])('that finds a kept file %s fetches it anew', async (_, damage) => {
    await visit('instant');
    await isKept(...CONTENT);
    const key = await keyOf('flow-instant/table.bin');
    const cache = await caches.open(NAME);
    const bytes = async () => new Uint8Array((await (await cache.match(key))?.arrayBuffer()) ?? new ArrayBuffer());
    const whole = await bytes();
    await cache.put(key, new Response(damage(whole)));
    expect(await visit('instant')).toBe('user_goodbye');
    expect((await asked()).filter((file) => file === 'flow-instant/table.bin')).toHaveLength(2);
    await expect.poll(async () => (await bytes()).join() === whole.join()).toBe(true);
  });
});

describe('two pages at once', () => {
  it('both answer, and leave one of each file', async () => {
    expect(await Promise.all([visit('instant'), visit('instant')])).toEqual(['user_goodbye', 'user_goodbye']);
    await isKept(...CONTENT);
    const before = await asked();
    await visit('instant');
    expect((await asked()).length - before.length).toBe(2);
  });
});

describe('without a cache', () => {
  it('that the page does not want, nothing is kept', async () => {
    expect(await visit('instant', { useBrowserCache: false })).toBe('user_goodbye');
    await visit('instant', { useBrowserCache: false });
    expect((await asked()).filter((file) => CONTENT.includes(file))).toHaveLength(4);
    expect(await caches.has(NAME)).toBe(false);
  });

  const refusing = (name: string) => () =>
    new Worker(new URL('./refused-cache-worker.ts', import.meta.url), { type: 'module', name });

  it.each(['caches', 'the property', 'open', 'match', 'keys', 'put'])(
    'because the browser refuses %s, every visit fetches and answers',
    async (name) => {
      expect(await visit('instant', { createWorker: refusing(name) })).toBe('user_goodbye');
      expect(await visit('instant', { createWorker: refusing(name) })).toBe('user_goodbye');
      expect((await asked()).filter((file) => CONTENT.includes(file))).toHaveLength(4);
    },
  );

  it('that lets a damaged file be deleted, it is fetched and answers', async () => {
    await visit('instant');
    await isKept(...CONTENT);
    await (await caches.open(NAME)).put(await keyOf('flow-instant/table.bin'), new Response('damaged'));
    expect(await visit('instant', { createWorker: refusing('delete') })).toBe('user_goodbye');
    expect((await asked()).filter((file) => file === 'flow-instant/table.bin')).toHaveLength(2);
  });

  it('is a boolean’s matter', async () => {
    const options = { useBrowserCache: 'no' as unknown as boolean };
    await expect(visit('instant', options)).rejects.toMatchObject({
      name: 'InvalidInputError',
      message: expect.stringContaining('useBrowserCache is "no"'),
    });
  });
});
