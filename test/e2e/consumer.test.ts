import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM_FLAGS } from '../chromium-flags';
import { serveDemo } from './serve-demo';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

let browser: Browser;
let folder: string;
beforeAll(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH, args: CHROMIUM_FLAGS });
  folder = await mkdtemp(join(tmpdir(), 'flow-labels-'));
  // No setting of ours: the worker's format is Vite's own.
  await build({
    configFile: false,
    root: path('./consumer'),
    publicDir: path('../../public'),
    logLevel: 'error',
    build: { outDir: join(folder, 'dist'), target: 'es2022' },
  });
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true });
});

describe('a page built with the default settings of Vite', () => {
  it.each([
    [1, false],
    [2, true],
  ])('labels a message with %i thread(s), cross-origin isolated: %s', async (threads, isolated) => {
    const server = await serveDemo(isolated, folder);
    const page = await browser.newPage();
    const consoleLines: string[] = [];
    page.on('console', (line) => consoleLines.push(line.text()));
    await page.goto(`${server.url}?threads=${threads}`);
    await page.waitForFunction(() => document.title === 'model_wrong_or_try_again');
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(isolated);
    expect(consoleLines).toEqual([]);
    await page.close();
    await server.close();
  });
});
