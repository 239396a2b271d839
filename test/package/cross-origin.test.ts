import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { CROSS_ORIGIN_ISOLATION } from '../../vite.config';
import { CHROMIUM_FLAGS } from '../chromium-flags';
import { type BuildConsumer, buildWithEsbuild, buildWithVite, buildWithWebpack } from './bundlers';
import { openConsumer } from './open-consumer';
import { serveFolder } from './serve-folder';

// Which of the two depends on the processor.
const SMALL_RUNTIME = /small-runtime(-relaxed)?\.wasm$/;
const LABEL = 'model_wrong_or_try_again';
const CORS = { 'Access-Control-Allow-Origin': '*' };

const consumer = inject('consumer');

type Server = Awaited<ReturnType<typeof serveFolder>>;

let browser: Browser;
const servers: Server[] = [];
beforeAll(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH, args: CHROMIUM_FLAGS });
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});
afterAll(() => browser.close());

async function serve(folder: string, headers: Record<string, string> = {}): Promise<Server> {
  await mkdir(folder, { recursive: true });
  const server = await serveFolder(folder, headers);
  servers.push(server);
  return server;
}

function copyAssets(folder: string, ...options: string[]): void {
  execFileSync(join(consumer, 'node_modules/.bin/flow-labels'), ['copy-assets', folder, ...options]);
}

function ofOrigin({ url }: Server, urls: readonly string[]): string[] {
  return urls.filter((other) => other.startsWith(url)).map((other) => other.slice(url.length));
}

describe('assetsUrl', () => {
  let page: string;
  const assets = join(consumer, 'assets');
  beforeAll(async () => {
    // It knows no place of the worker but the one that it is told.
    page = await buildWithEsbuild(join(consumer, 'assets-page'));
    copyAssets(assets);
    copyAssets(join(page, 'own'));
  });

  it('names a folder of the page’s own origin, with or without a slash at its end', async () => {
    const server = await serve(page);
    for (const folder of ['/own', 'own/']) {
      const query = new URLSearchParams({ assetsUrl: folder, registryUrl: 'own/models/classifiers.json' });
      const { title, requests } = await openConsumer(browser, `${server.url}?${query}`);
      expect(title).toBe(LABEL);
      expect(requests.map((url) => new URL(url).pathname)).toContainEqual(expect.stringMatching(SMALL_RUNTIME));
    }
  });

  it.each([1, 2])('names a folder of another origin that allows it, with %i thread(s)', async (threads) => {
    const server = await serve(page, CROSS_ORIGIN_ISOLATION);
    const cdn = await serve(assets, CORS);
    const query = new URLSearchParams({
      assetsUrl: cdn.url,
      registryUrl: `${cdn.url}models/classifiers.json`,
      threads: `${threads}`,
    });
    const { title, requests, workerCount, consoleLines } = await openConsumer(browser, `${server.url}?${query}`);
    expect(title).toBe(LABEL);
    expect(consoleLines).toEqual([]);
    expect(workerCount > 1).toBe(threads > 1);
    const asked = ofOrigin(cdn, requests);
    expect(asked).toContain('flow-labels-worker.js');
    const runtime = threads > 1 ? /^ort-wasm-simd-threaded\.wasm$/ : SMALL_RUNTIME;
    expect(asked.filter((path) => path.endsWith('.wasm'))).toEqual([expect.stringMatching(runtime)]);
  });

  it('names a folder of another origin that does not allow it: the error says what to do', async () => {
    const server = await serve(page);
    const cdn = await serve(assets);
    const { title } = await openConsumer(browser, `${server.url}?${new URLSearchParams({ assetsUrl: cdn.url })}`);
    expect(title).toMatch(/^WorkerStartError: /);
    expect(title).toContain(`${cdn.url}flow-labels-worker.js is of another origin`);
    expect(title).toContain(`Access-Control-Allow-Origin: ${new URL(server.url).origin}`);
  });
});

describe.each([
  ['Vite', buildWithVite],
  ['webpack', buildWithWebpack],
])('a page whose scripts %s puts on another origin', (name, build: BuildConsumer) => {
  it('labels a message', async () => {
    const folder = join(consumer, `${name}-cdn`);
    const cdn = await serve(join(folder, 'dist'), CORS);
    const built = await build(folder, cdn.url);
    const server = await serve(join(folder, 'page'));
    copyAssets(join(folder, 'page'));
    await writeFile(join(folder, 'page/index.html'), await readFile(join(built, 'index.html')));
    const { title, requests, consoleLines } = await openConsumer(browser, server.url);
    expect(title).toBe(LABEL);
    expect(consoleLines).toEqual([]);
    expect(ofOrigin(cdn, requests).filter((path) => path.endsWith('.wasm'))).toHaveLength(1);
    expect(ofOrigin(server, requests).filter((path) => /\.(js|wasm)$/.test(path))).toEqual([]);
  });
});

describe('the classic script', () => {
  const html = (address: string) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <link rel="icon" href="data:," />
    <script src="${address}flow-labels.global.js"></script>
    <script src="main.js"></script>
  </head>
</html>
`;
  const script = `
FlowLabels.connectClassifiers({ registryUrl: 'models/classifiers.json' })
  .then((classifiers) => classifiers.classify('userflow', "that's wrong"))
  .then(([best]) => { document.title = best.answer; }, (error) => { document.title = error.name + error.message; });
`;

  it.each(['its own', 'another'])('labels a message in a page of %s origin', async (origin) => {
    const folder = join(consumer, `script of ${origin}`);
    copyAssets(folder);
    const server = await serve(folder);
    const cdn = await serve(folder, CORS);
    await writeFile(join(folder, 'main.js'), script);
    await writeFile(join(folder, 'index.html'), html(origin === 'another' ? cdn.url : ''));
    const { title, consoleLines } = await openConsumer(browser, server.url);
    expect(title).toBe(LABEL);
    expect(consoleLines).toEqual([]);
  });
});
