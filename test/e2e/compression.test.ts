import { readFile } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveDemo } from './serve-demo';

let server: Awaited<ReturnType<typeof serveDemo>>;
beforeAll(async () => {
  server = await serveDemo(true);
});
afterAll(() => server.close());

// Node's own fetch would decompress what it gets.
async function request(path: string, accepted: string): Promise<{ response: IncomingMessage; body: Buffer }> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(server.url + path, { headers: { 'accept-encoding': accepted } }, resolve).on('error', reject);
  });
  return { response, body: await buffer(response) };
}

describe('the demo’s server', () => {
  it.each([
    ['models/flow/model.onnx', 'br', brotliDecompressSync, 0.75],
    ['models/flow/model.onnx', 'gzip', gunzipSync, 0.75],
    ['models/flow/tokenizer.json', 'gzip, deflate, br', brotliDecompressSync, 0.4],
  ])('sends %s compressed to who accepts %s', async (path, accepted, decompress, share) => {
    const { response, body } = await request(path, accepted);
    const file = await readFile(`public/${path}`);
    expect(response.headers['content-encoding']).toBe(accepted.split(', ').at(-1));
    expect(response.headers.vary).toBe('Accept-Encoding');
    expect(body.length).toBeLessThan(share * file.length);
    expect(decompress(body).equals(file)).toBe(true);
  });

  it('sends a file as it is to who accepts nothing else', async () => {
    const { response, body } = await request('models/flow/tokenizer.json', 'identity');
    expect(response.headers['content-encoding']).toBeUndefined();
    expect(body.equals(await readFile('public/models/flow/tokenizer.json'))).toBe(true);
  });

  it('sends the same headers with all of them, and a 404 for what is not there', async () => {
    for (const path of ['', 'models/classifiers.json']) {
      const { response } = await request(path, 'br');
      expect(response.statusCode).toBe(200);
      expect(response.headers['content-security-policy']).toContain("default-src 'none'");
      expect(response.headers['cross-origin-embedder-policy']).toBe('require-corp');
    }
    expect((await request('models/not-there.json', 'br')).response.statusCode).toBe(404);
  });
});
