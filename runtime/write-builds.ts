import { writeFileSync } from 'node:fs';
import { createSmallRuntime } from './create-small-runtime';
import { relaxProduct } from './relax-product';

const FOLDER = new URL('../worker/inference/', import.meta.url);

/** Writes the small builds of a started runtime to where the worker and the package take them from. */
export async function writeBuilds(started: Uint8Array, isKept: (at: number) => boolean): Promise<void> {
  const small = createSmallRuntime(started, isKept);
  writeFileSync(new URL('small-runtime.wasm', FOLDER), small);
  writeFileSync(new URL('small-runtime-relaxed.wasm', FOLDER), await relaxProduct(small));
}
