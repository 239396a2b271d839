import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright';
import { createServer } from 'vite';
import { faultyModels } from '../test/browser/faulty-models';
import { formatKeptFunctions } from './kept-functions';
import { markFunctions } from './mark-functions';
import { reachFunctions } from './reach-functions';

const root = new URL('..', import.meta.url);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const writeJson = (path: string, value: unknown) =>
  writeFileSync(new URL(path, root), `${JSON.stringify(value, null, 2)}\n`);

const whole = readFileSync(createRequire(import.meta.url).resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm'));
const models = new URL('public/models/', root);
const graphs = readdirSync(models, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.onnx'));
writeJson(
  'worker/inference/small-runtime-graphs.json',
  graphs.map((path) => sha256(readFileSync(new URL(path, models)))).sort(),
);
const marked = markFunctions(whole);
for (const file of ['small-runtime.wasm', 'small-runtime-relaxed.wasm']) {
  writeFileSync(new URL(`worker/inference/${file}`, root), marked);
}

const server = await createServer({
  logLevel: 'error',
  plugins: [faultyModels()],
  server: { port: 0, hmr: false, watch: null },
});
await server.listen();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH });
try {
  const page = await browser.newPage();
  await page.goto(new URL('/runtime/record.html', server.resolvedUrls?.local[0]).href);
  await page.waitForFunction(() => 'recordFunctions' in globalThis);
  const ran = await page.evaluate(() => recordFunctions());
  const kept = reachFunctions(whole, ran);
  writeJson('runtime/kept-functions.json', formatKeptFunctions(sha256(whole), kept));
  console.log(`${graphs.length} graphs ran ${ran.length} functions, which reach ${kept.size}`);
} finally {
  await browser.close();
  await server.close();
}
await import('./write-small-runtime');
