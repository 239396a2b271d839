import { expect, test } from 'vitest';
import { createFileSource } from '../../../../worker/assets/file-source';
import type { Manifest } from '../../../../worker/assets/manifest';
import { sha256 } from '../../../../worker/assets/sha256';
import { loadFiles } from '../../../../worker/models/load-files';

const PARTS = 1000;
const FOLDER = 'https://example.org/model/';

const large = new Uint8Array(10 * PARTS).fill(7);
const small = new TextEncoder().encode('{"small":true}');

const source = createFileSource(async (url) => {
  if (url.endsWith('small.json')) return new Response(small);
  const body = new ReadableStream({
    start(parts) {
      for (let at = 0; at < PARTS; at += 1) parts.enqueue(large.subarray(10 * at, 10 * (at + 1)));
      parts.close();
    },
  });
  return new Response(body);
});

async function manifest(): Promise<Manifest> {
  const describe = async (path: string, bytes: Uint8Array<ArrayBuffer>) => ({
    path,
    bytes: bytes.length,
    sha256: await sha256(bytes),
  });
  const files = { large: await describe('large.bin', large), small: await describe('small.json', small) };
  return { files, outputs: {}, examples: [] };
}

test('each file is read by what is given for its role', async () => {
  const readers = {
    large: (bytes: Uint8Array) => bytes.length,
    small: (bytes: Uint8Array) => JSON.parse(new TextDecoder().decode(bytes)),
  };
  const files = await loadFiles(source, FOLDER, await manifest(), readers, () => {});
  expect(files).toEqual({ large: large.length, small: { small: true } });
});

test('a file that cannot be read fails the load', async () => {
  const readers = {
    large: (bytes: Uint8Array) => bytes,
    small: () => {
      throw new SyntaxError('not to be read');
    },
  };
  await expect(loadFiles(source, FOLDER, await manifest(), readers, () => {})).rejects.toThrow('not to be read');
});

test('of many parts a few are told, the last one always', async () => {
  const told: number[] = [];
  const totals = new Set<number>();
  const readers = { large: () => undefined, small: () => undefined };
  await loadFiles(source, FOLDER, await manifest(), readers, ({ loadedBytes, totalBytes }) => {
    told.push(loadedBytes);
    totals.add(totalBytes);
  });
  const total = large.length + small.length;
  expect([...totals]).toEqual([total]);
  expect(told.at(-1)).toBe(total);
  expect(told.length).toBeGreaterThan(10);
  expect(told.length).toBeLessThan(60);
  expect(told).toEqual(told.toSorted((one, two) => one - two));
});
