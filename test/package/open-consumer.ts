import type { Browser } from 'playwright';
import { vi } from 'vitest';

/** What a page fetched on its way to a label, and what it showed. */
export interface OpenedPage {
  /** The label, or the error's name and message. */
  title: string;
  /** The addresses of the scripts that the page itself runs. */
  pageScripts: string[];
  /** The addresses of the worker's scripts. */
  workerScripts: string[];
  /** The worker and its threads. */
  workerCount: number;
  requests: string[];
  consoleLines: string[];
}

/** Opens a consumer's page in a fresh profile, and waits for what it has to say. */
export async function openConsumer(browser: Browser, url: string): Promise<OpenedPage> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const requests: string[] = [];
  const workers: string[] = [];
  const consoleLines: string[] = [];
  // The context alone tells of the worker's requests.
  context.on('request', (request) => requests.push(request.url()));
  page.on('worker', (worker) => workers.push(worker.url()));
  page.on('console', (line) => consoleLines.push(line.text()));
  page.on('pageerror', (error) => consoleLines.push(`uncaught: ${error.message}`));
  await page.goto(url);
  await page.waitForFunction(() => document.title !== '');
  const title = await page.title();
  // A worker's requests are heard of a little later than the page hears of what they brought.
  if (!title.includes('Error')) {
    await vi.waitUntil(() => requests.some((url) => url.endsWith('.wasm')), { timeout: 30_000 });
  }
  // The page's own timeline holds the worker's first script, and nothing of what the worker fetches.
  const seen = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  await context.close();
  const scripts = [...new Set(requests.filter((url) => url.endsWith('.js')))];
  const pageScripts = scripts.filter((url) => seen.includes(url) && !workers.includes(url));
  const workerScripts = scripts.filter((url) => !pageScripts.includes(url));
  return { title, pageScripts, workerScripts, workerCount: workers.length, requests, consoleLines };
}
