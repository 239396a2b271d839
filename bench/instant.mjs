// Measures the instant model in Chromium: node bench/instant.mjs. Prints JSON; the model card holds the last run.
import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { chromium } from 'playwright';
import { createServer } from 'vite';
import { findBrowser } from '../scripts/find-browser.mjs';

const RUNS = 7;
const BESIDE = 100;
const root = fileURLToPath(new URL('..', import.meta.url));

const lines = (await readFile(`${root}training/data/test/test-dlg-people.jsonl`, 'utf8')).trim().split('\n');
const texts = lines.map((line) => JSON.parse(line).text);
const server = await createServer({ root, logLevel: 'error', server: { port: 0 } });
await server.listen();
const browser = await chromium.launch({ executablePath: await findBrowser(), args: ['--no-sandbox', '--disable-gpu'] });
/** @type {import('./instant-run').InstantRun[]} */
const runs = [];
for (let run = 0; run < RUNS; run += 1) {
  const page = await browser.newPage();
  await page.goto(`${server.resolvedUrls?.local[0]}bench/instant.html`);
  await page.waitForFunction(() => 'measure' in window);
  runs.push(await page.evaluate(([all, beside]) => /** @type {any} */ (window).measure(all, beside), [texts, BESIDE]));
  await page.close();
}
const version = browser.version();
await browser.close();
await server.close();

const files = await Promise.all(
  ['table.bin', 'heads.json'].map((name) => readFile(`${root}public/models/flow-instant/${name}`)),
);
/** @param {(bytes: Buffer) => number} size */
const total = (size) => files.reduce((sum, bytes) => sum + size(bytes), 0);
console.log(
  JSON.stringify(
    {
      machine: { cpu: cpus()[0]?.model, cores: cpus().length, chromium: version, node: process.version },
      bytes: {
        raw: total((bytes) => bytes.length),
        gzip: total((bytes) => gzipSync(bytes, { level: 9 }).length),
        brotli: total((bytes) => brotliCompressSync(bytes).length),
      },
      messages: texts.length,
      runs: RUNS,
      readyMs: spread(runs.map(({ readyMs }) => readyMs)),
      instantMs: spread(runs.map(({ instantMs }) => instantMs)),
      timesFasterThanReal: spread(runs.map(({ realMs, instantMs }) => realMs / instantMs)),
    },
    null,
    2,
  ),
);

/** @param {number[]} values */
function spread(values) {
  const sorted = values.toSorted((one, two) => one - two);
  /** @param {number | undefined} value */
  const rounded = (value) => Number(value?.toPrecision(3));
  return { least: rounded(sorted[0]), median: rounded(sorted[sorted.length >> 1]), most: rounded(sorted.at(-1)) };
}
