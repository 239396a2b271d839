import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createStartedRuntime } from './create-started-runtime';
import { parseKeptFunctions } from './kept-functions';
import { writeBuilds } from './write-builds';

const whole = readFileSync(createRequire(import.meta.url).resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm'));
const record = parseKeptFunctions(JSON.parse(readFileSync(new URL('kept-functions.json', import.meta.url), 'utf8')));
expectRecorded("onnxruntime-web's WASM", whole, record.sha256);
const started = await createStartedRuntime(whole, record.isNeeded);
expectRecorded("onnxruntime-web's WASM, once it has started,", started, record.started);
await writeBuilds(started, record.isKept);

function expectRecorded(what: string, bytes: Uint8Array, recorded: string): void {
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found === recorded) return;
  console.error(
    `flow-labels: ${what} has the sha256 ${found} instead of ${recorded}, with which the small runtime was recorded; ` +
      'run npm run runtime:record after changing its version.',
  );
  process.exit(1);
}
