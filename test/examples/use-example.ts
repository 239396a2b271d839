import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, inject } from 'vitest';
import { CHROMIUM_FLAGS } from '../chromium-flags';
import { serveFolder } from '../package/serve-folder';
import { installExample } from './install-example';
import { startExample } from './start-example';

/** An example's page, and what has gone wrong in it: errors in its console, uncaught ones, requests to other origins. */
export interface OpenedExample {
  page: Page;
  faults: string[];
}

/**
 * Installs, builds and serves an example for the tests of a file; each page that they open is closed after its test.
 * @param served the folder to serve once it is built, or `npm start` for an example that brings its own server
 */
export function useExample(
  name: string,
  served: 'dist' | 'site' | 'npm start' = 'dist',
): { open(path?: string): Promise<OpenedExample> } {
  let browser: Browser;
  let folder: string | undefined;
  let server: { url: string; close(): Promise<void> } | undefined;
  const pages: Page[] = [];

  beforeAll(async () => {
    folder = await installExample(name, inject('tarball'));
    server = served === 'npm start' ? await startExample(folder) : await serveFolder(join(folder, served));
    browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH, args: CHROMIUM_FLAGS });
  });
  afterEach(async () => {
    for (const page of pages.splice(0)) await page.close();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  return {
    async open(path = '') {
      const url = server?.url ?? '';
      const page = await browser.newPage({ viewport: { width: 900, height: 800 } });
      pages.push(page);
      const faults: string[] = [];
      page.on('console', (line) => line.type() === 'error' && faults.push(line.text()));
      page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`));
      page.on('request', (request) => {
        if (/^https?:/.test(request.url()) && !request.url().startsWith(url)) faults.push(`asks ${request.url()}`);
      });
      await page.goto(url + path);
      return { page, faults };
    },
  };
}
