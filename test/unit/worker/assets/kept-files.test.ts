import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type FileCache, keptFiles, type OpenCache } from '../../../../worker/assets/kept-files';

const URL_A = 'https://a.example/flow/model.onnx';
const bytesOf = (text: string) => new TextEncoder().encode(text);
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
const keyOf = (text: string, url = URL_A) => `${url}?sha256=${hashOf(text)}`;

/** A cache in memory, as far as the rules need one; `steps` tells what was done to it. */
function cacheInMemory() {
  const entries = new Map<string, string>();
  const steps: string[] = [];
  const addressOf = (url: string) => new URL(url).origin + new URL(url).pathname;
  const cache = {
    async match(url: string) {
      return entries.has(url) ? new Response(entries.get(url)) : undefined;
    },
    async keys(url: string) {
      return [...entries.keys()].filter((key) => addressOf(key) === addressOf(url)).map((key) => ({ url: key }));
    },
    async put(url: string, response: Response) {
      entries.set(url, await response.text());
      steps.push(`put ${url}`);
    },
    async delete(request: string | { url: string }) {
      const url = typeof request === 'string' ? request : request.url;
      steps.push(`delete ${url}`);
      return entries.delete(url);
    },
  } as unknown as FileCache;
  return { entries, steps, cache };
}

/** Loads a file of which the server has the given version; tells whether it was asked. */
async function load(openCache: OpenCache, version: string, url = URL_A) {
  let asked = false;
  const bytes = await keptFiles(openCache)(url, hashOf(version), async () => {
    asked = true;
    return bytesOf(version);
  });
  return { text: new TextDecoder().decode(bytes), asked };
}

describe('a file', () => {
  it('that was fetched is kept by its address and its hash, and not fetched again', async () => {
    const { entries, cache } = cacheInMemory();
    const names: string[] = [];
    const open: OpenCache = async (name) => {
      names.push(name);
      return cache;
    };
    expect(await load(open, 'one')).toEqual({ text: 'one', asked: true });
    await expect.poll(() => [...entries]).toEqual([[keyOf('one'), 'one']]);
    expect(await load(open, 'one')).toEqual({ text: 'one', asked: false });
    expect(new Set(names)).toEqual(new Set(['flow-labels']));
  });

  it('of another hash is fetched, and takes the place of the one before, which goes first', async () => {
    const { entries, steps, cache } = cacheInMemory();
    entries.set(keyOf('one'), 'one');
    expect(await load(async () => cache, 'two')).toEqual({ text: 'two', asked: true });
    await expect.poll(() => [...entries]).toEqual([[keyOf('two'), 'two']]);
    expect(steps).toEqual([`delete ${keyOf('one')}`, `put ${keyOf('two')}`]);
  });

  it('leaves the files of other addresses alone, also where only the query differs', async () => {
    const { entries, cache } = cacheInMemory();
    const others = [
      keyOf('one'),
      `${URL_A}?site=c&sha256=${hashOf('one')}`,
      keyOf('one', 'https://a.example/other/model.onnx'),
    ];
    const ofB = (text: string) => `${URL_A}?site=b&sha256=${hashOf(text)}`;
    for (const key of [...others, ofB('one')]) entries.set(key, 'one');
    await load(async () => cache, 'two', `${URL_A}?site=b`);
    await expect.poll(() => [...entries.keys()]).toEqual([...others, ofB('two')]);
  });

  it('whose address has a fragment is kept by its hash all the same', async () => {
    const { entries, cache } = cacheInMemory();
    await load(async () => cache, 'one', `${URL_A}#best`);
    await expect.poll(() => [...entries.keys()]).toEqual([keyOf('one')]);
  });

  it.each([['on'], ['0ne']])('that is kept as %j is deleted and fetched anew', async (damaged) => {
    const { entries, steps, cache } = cacheInMemory();
    entries.set(keyOf('one'), damaged);
    expect(await load(async () => cache, 'one')).toEqual({ text: 'one', asked: true });
    await expect.poll(() => steps).toEqual([`delete ${keyOf('one')}`, `put ${keyOf('one')}`]);
    expect([...entries]).toEqual([[keyOf('one'), 'one']]);
  });

  it('that cannot be fetched is an error, and nothing is kept', async () => {
    const { entries, cache } = cacheInMemory();
    const failed = new Error('404');
    const loading = keptFiles(async () => cache)(URL_A, hashOf('one'), () => Promise.reject(failed));
    await expect(loading).rejects.toBe(failed);
    expect(entries.size).toBe(0);
  });
});

describe('a cache', () => {
  it('is opened before the first file is asked for, which need not wait then', () => {
    const names: string[] = [];
    keptFiles((name) => {
      names.push(name);
      return new Promise(() => {});
    });
    expect(names).toEqual(['flow-labels']);
  });
});

describe('a cache that refuses', () => {
  const refuse = async () => {
    throw new DOMException('there is no room', 'QuotaExceededError');
  };

  it('to open leaves the file to the network', async () => {
    expect(await load(refuse, 'one')).toEqual({ text: 'one', asked: true });
  });

  it.each(['match', 'keys', 'put', 'delete'] as const)('to %s leaves the file to the network', async (step) => {
    const { entries, cache } = cacheInMemory();
    entries.set(keyOf('zero'), 'zero');
    entries.set(keyOf('one'), 'damaged');
    const refusing: FileCache = { ...cache, [step]: refuse };
    expect(await load(async () => refusing, 'one')).toEqual({ text: 'one', asked: true });
  });

  it('to give the body leaves the file to the network', async () => {
    const { cache } = cacheInMemory();
    const broken = new ReadableStream({ start: (controller) => controller.error(new Error('gone')) });
    const breaking: FileCache = { ...cache, match: async () => new Response(broken) };
    expect(await load(async () => breaking, 'one')).toEqual({ text: 'one', asked: true });
  });
});
