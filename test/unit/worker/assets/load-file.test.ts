import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Fetch } from '../../../../worker/assets/fetch-ok';
import { createFileSource } from '../../../../worker/assets/file-source';
import { loadFile } from '../../../../worker/assets/load-file';

const content = new TextEncoder().encode('the model');
const file = {
  path: 'model.onnx',
  bytes: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
};
const FOLDER = 'https://example.com/flow/';

function serve(...bodies: (BodyInit | number | Error)[]) {
  const asked: [string, RequestCache | undefined][] = [];
  const fetch: Fetch = async (url, init) => {
    asked.push([url, init?.cache]);
    const body = bodies[asked.length - 1];
    if (body instanceof Error) throw body;
    return typeof body === 'number' ? new Response(null, { status: body }) : new Response(body);
  };
  return { fetch, asked };
}

describe('a file', () => {
  it('is fetched from its folder and told byte by byte', async () => {
    const { fetch, asked } = serve(content);
    const seen: number[] = [];
    expect(await loadFile(createFileSource(fetch), FOLDER, file, (loaded) => seen.push(loaded))).toEqual(content);
    expect(asked).toEqual([['https://example.com/flow/model.onnx', 'default']]);
    expect(seen.at(-1)).toBe(content.length);
  });

  it('that the cache has damaged is fetched past it', async () => {
    const { fetch, asked } = serve('the m0del', content);
    expect(await loadFile(createFileSource(fetch), FOLDER, file, () => {})).toEqual(content);
    expect(asked.map(([, cache]) => cache)).toEqual(['default', 'reload']);
  });

  it('that is kept needs no request, and is told at once', async () => {
    const { fetch, asked } = serve();
    const seen: number[] = [];
    const source = { fetch, loadKept: async () => content };
    expect(await loadFile(source, FOLDER, file, (loaded) => seen.push(loaded))).toEqual(content);
    expect(asked).toEqual([]);
    expect(seen).toEqual([content.length]);
  });

  it.each([
    [['the mo', 'the mo'], 'ModelIntegrityError', '6 bytes instead of 9'],
    [['the m0del', 'the m0del'], 'ModelIntegrityError', 'sha256'],
    [['the model and more', 'the model and more'], 'ModelIntegrityError', 'more than the 9 bytes'],
    [['<html>', '<html>'], 'ModelIntegrityError', 'HTML page'],
    [[404], 'ModelFetchError', 'answered 404'],
    [[new TypeError('offline')], 'ModelFetchError', 'offline'],
  ])('that comes as %j is a %s', async (bodies, name, message) => {
    const { fetch } = serve(...bodies);
    const loading = loadFile(createFileSource(fetch), FOLDER, file, () => {});
    await expect(loading).rejects.toMatchObject({ name, message: expect.stringContaining(message) });
    await expect(loading).rejects.toThrow('https://example.com/flow/model.onnx');
  });

  it('whose download breaks off is a ModelFetchError', async () => {
    const broken = new ReadableStream({
      start(controller) {
        controller.enqueue(content.subarray(0, 3));
      },
      pull(controller) {
        controller.error(new Error('reset'));
      },
    });
    const loading = loadFile(createFileSource(serve(broken).fetch), FOLDER, file, () => {});
    await expect(loading).rejects.toMatchObject({
      name: 'ModelFetchError',
      message: expect.stringContaining('3 bytes'),
    });
  });
});
