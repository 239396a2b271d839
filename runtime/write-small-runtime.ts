import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createSmallRuntime } from './create-small-runtime';
import { parseKeptFunctions } from './kept-functions';
import { relaxProduct } from './relax-product';

const whole = readFileSync(createRequire(import.meta.url).resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm'));
const { sha256, isKept } = parseKeptFunctions(
  JSON.parse(readFileSync(new URL('kept-functions.json', import.meta.url), 'utf8')),
);
const found = createHash('sha256').update(whole).digest('hex');
if (found !== sha256) {
  console.error(
    `flow-labels: onnxruntime-web's WASM has the sha256 ${found} instead of ${sha256}, with which the small runtime ` +
      'was recorded; run npm run runtime:record after changing its version.',
  );
  process.exit(1);
}
const small = createSmallRuntime(whole, isKept);
const write = (name: string, module: Uint8Array) =>
  writeFileSync(new URL(`../worker/inference/${name}.wasm`, import.meta.url), module);
write('small-runtime', small);
relaxProduct(small).then((relaxed) => write('small-runtime-relaxed', relaxed));
