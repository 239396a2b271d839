import { describe, expect, it } from 'vitest';
import { loadWasm } from '../../../../worker/inference/load-wasm';

const URL_WASM = 'https://a.example/assets/ort.wasm';
const EMPTY = Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00);

const load = (body: BodyInit, type: string) =>
  loadWasm(async () => new Response(body, { headers: { 'content-type': type } }), URL_WASM);

describe('the WASM build', () => {
  it.each(['application/wasm', 'application/octet-stream', 'application/wasm; charset=utf-8'])(
    'served as %s is compiled',
    async (type) => expect(await load(EMPTY, type)).toBeInstanceOf(WebAssembly.Module),
  );

  it.each([
    [EMPTY.subarray(0, 6), 'application/wasm', 'cannot compile'],
    [EMPTY.subarray(0, 6), 'application/octet-stream', 'cannot compile'],
    ['<!doctype html>', 'application/wasm', 'cannot compile'],
    ['<!doctype html>', 'text/html', 'is no WebAssembly'],
  ])('that comes as %s of type %s is a RuntimeFailedError', async (body, type, message) => {
    await expect(load(body, type)).rejects.toMatchObject({
      name: 'RuntimeFailedError',
      message: expect.stringContaining(message),
    });
  });

  it('that is missing is a RuntimeFailedError', async () => {
    const loading = loadWasm(async () => new Response(null, { status: 404 }), URL_WASM);
    await expect(loading).rejects.toMatchObject({ name: 'RuntimeFailedError' });
  });
});
