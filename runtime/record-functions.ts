import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright';
import { createServer } from 'vite';
import { faultyModels } from '../test/browser/faulty-models';
import { createStartedRuntime } from './create-started-runtime';
import { formatKeptFunctions, parseKeptFunctions } from './kept-functions';
import { markFunctions } from './mark-functions';
import { namesOperator } from './names-operator';
import { reachFunctions } from './reach-functions';
import { writeBuilds } from './write-builds';

const root = new URL('..', import.meta.url);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const writeJson = (path: string, value: unknown) =>
  writeFileSync(new URL(path, root), `${JSON.stringify(value, null, 2)}\n`);

const whole = readFileSync(createRequire(import.meta.url).resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm'));
const models = new URL('public/models/', root);
const files = readdirSync(models, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.onnx'));
const graphs = files.map((path) => readFileSync(new URL(path, models)));
writeJson('worker/inference/small-runtime-graphs.json', graphs.map(sha256).sort());
const operators = new Set<string>();
const started = await createStartedRuntime(whole, (operator) => {
  const isNeeded = operators.has(operator) || graphs.some((graph) => namesOperator(graph, operator));
  if (isNeeded) operators.add(operator);
  return isNeeded;
});
const marked = markFunctions(started);
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
  const kept = reachFunctions(started, ran);
  const record = formatKeptFunctions({
    sha256: sha256(whole),
    started: sha256(started),
    operators: [...operators].sort(),
    kept,
  });
  writeJson('runtime/kept-functions.json', record);
  await writeBuilds(started, parseKeptFunctions(record).isKept);
  console.log(`${graphs.length} graphs ran ${ran.length} functions, which reach ${kept.size}`);
} finally {
  await browser.close();
  await server.close();
}
