import { execFileSync, spawnSync } from 'node:child_process';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Browser, chromium } from 'playwright';
import { createServer } from 'vite';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ROOT } from '../../packaging/package-files';
import { CROSS_ORIGIN_ISOLATION } from '../../vite.config';
import { CHROMIUM_FLAGS } from '../chromium-flags';
import { buildWithEsbuild, buildWithVite, buildWithWebpack, writeSource } from './bundlers';
import { openConsumer } from './open-consumer';
import { serveFolder } from './serve-folder';

const PAGE_GZIP_BYTES = 25_000;
const WORKER_GZIP_BYTES = 60_000;

// The package's own types are checked with it; a name that is not there would be an error too.
const TYPED_SOURCE = `
import { type Answer, connectClassifiers, InvalidInputError } from 'flow-labels';

const classifiers = await connectClassifiers({ registryUrl: '/models/classifiers.json', assetsUrl: '/labels/' });
const answers: Answer[] = await classifiers.classify('userflow', 'bye!').catch((error: unknown) => {
  if (error instanceof InvalidInputError) return [];
  throw error;
});
// @ts-expect-error: a score is a number
const score: string | undefined = answers[0]?.score;
export default score;
`;

const consumer = inject('consumer');

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH, args: CHROMIUM_FLAGS });
});
afterAll(() => browser.close());

function copyAssets(folder: string, ...options: string[]): void {
  execFileSync(join(consumer, 'node_modules/.bin/flow-labels'), ['copy-assets', folder, ...options]);
}

describe.each([
  ['Vite', buildWithVite, false],
  ['webpack', buildWithWebpack, false],
  // It leaves the worker's address as it stands, so the host puts the script there.
  ['esbuild', buildWithEsbuild, true],
])('a page that %s builds from the installed package', (name, build, needsAssets) => {
  let folder: string;
  beforeAll(async () => {
    folder = await build(join(consumer, name));
    if (needsAssets) copyAssets(folder);
    else
      await cp(join(consumer, 'node_modules/flow-labels/public/models'), join(folder, 'models'), { recursive: true });
  });

  async function gzipBytes(urls: readonly string[]): Promise<number> {
    const files = await Promise.all(urls.map((url) => readFile(join(folder, new URL(url).pathname))));
    return files.reduce((sum, bytes) => sum + gzipSync(bytes).length, 0);
  }

  it('labels a message, fetches the runtime once, and keeps to its budget', async () => {
    const server = await serveFolder(folder);
    const { title, pageScripts, workerScripts, workerCount, requests, consoleLines } = await openConsumer(
      browser,
      server.url,
    );
    await server.close();
    expect(title).toBe('model_wrong_or_try_again');
    expect(consoleLines).toEqual([]);
    expect(requests.filter((url) => url.endsWith('.wasm'))).toHaveLength(1);
    expect(workerCount).toBe(1);
    const pageBytes = await gzipBytes(pageScripts);
    const workerBytes = await gzipBytes(workerScripts);
    expect(pageBytes).toBeGreaterThan(1000);
    expect(pageBytes).toBeLessThan(PAGE_GZIP_BYTES);
    expect(workerBytes).toBeGreaterThan(40_000);
    expect(workerBytes).toBeLessThan(WORKER_GZIP_BYTES);
  });

  it('labels a message with two threads', async () => {
    const server = await serveFolder(folder, CROSS_ORIGIN_ISOLATION);
    const { title, workerCount, consoleLines } = await openConsumer(browser, `${server.url}?threads=2`);
    await server.close();
    expect(title).toBe('model_wrong_or_try_again');
    expect(workerCount).toBeGreaterThan(1);
    expect(consoleLines).toEqual([]);
  });
});

describe('a project that has installed the package', () => {
  it('labels a message under the development server of Vite', async () => {
    const folder = join(consumer, 'development');
    await writeSource(folder);
    await cp(join(consumer, 'node_modules/flow-labels/public/models'), join(folder, 'public/models'), {
      recursive: true,
    });
    const server = await createServer({ root: folder, configFile: false, logLevel: 'error', server: { port: 0 } });
    await server.listen();
    const { title } = await openConsumer(browser, server.resolvedUrls?.local[0] ?? '');
    await server.close();
    expect(title).toBe('model_wrong_or_try_again');
  });

  it.each(['node16', 'bundler'])('finds its types by the resolution "%s"', async (moduleResolution) => {
    const file = join(consumer, `${moduleResolution}.ts`);
    const module = moduleResolution === 'node16' ? 'node16' : 'esnext';
    await writeFile(file, TYPED_SOURCE);
    const options = ['--strict', '--noEmit', '--target', 'es2022', '--module', module];
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
    const { stdout } = spawnSync(process.execPath, [tsc, ...options, '--moduleResolution', moduleResolution, file], {
      cwd: consumer,
      encoding: 'utf8',
    });
    expect(stdout).toBe('');
  });
});
