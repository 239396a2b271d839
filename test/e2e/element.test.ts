import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type CDPSession, chromium, type Page } from 'playwright';
import { build, type PreviewServer, preview } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FlowLabelsElement } from '../../src/element/index';
import { CHROMIUM_FLAGS } from '../chromium-flags';
import { findWithAxe } from '../find-with-axe';
import { openDemoPage } from './demo-page';
import type {} from './element/main';
import { serveDemo } from './serve-demo';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; style-src 'self'";

let browser: Browser;
let folder: string;
let server: PreviewServer;
let url: string;
let page: Page;
let consoleLines: string[];

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH, args: CHROMIUM_FLAGS });
  folder = await mkdtemp(join(tmpdir(), 'flow-labels-'));
  await build({
    configFile: false,
    root: path('./element'),
    publicDir: path('../../public'),
    logLevel: 'error',
    build: { outDir: join(folder, 'dist'), target: 'es2022' },
  });
  server = await preview({
    configFile: false,
    root: folder,
    logLevel: 'error',
    preview: { port: 0, headers: { 'Content-Security-Policy': CONTENT_SECURITY_POLICY } },
  });
  url = server.resolvedUrls?.local[0] ?? '';
});
afterAll(async () => {
  await browser.close();
  await server.close();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  page = await browser.newPage({ viewport: { width: 390, height: 800 } });
  consoleLines = [];
  page.on('console', (line) => consoleLines.push(line.text()));
  page.on('pageerror', (error) => consoleLines.push(`uncaught: ${error.message}`));
});
afterEach(() => page.close());

const labelled = (count: number) =>
  page.waitForFunction((count) => document.querySelector('flow-labels')?.labels?.length === count, count);

describe('the element in a page with a strict content security policy', () => {
  it('labels the chat and breaks no rule of it', async () => {
    await page.goto(url);
    await labelled(10);
    await page.getByText('Says goodbye').waitFor();
    await page.evaluate(() => window.say('user', 'ok, goodbye then'));
    await labelled(11);
    expect(consoleLines).toEqual([]);
  });

  it.each([
    ['left to right', 'light', ''],
    ['left to right', 'dark', ''],
    ['right to left', 'light', '?dir=rtl'],
  ] as const)('covers no text, %s, %s', async (_, colorScheme, query) => {
    await page.emulateMedia({ colorScheme });
    await page.goto(url + query);
    await labelled(10);
    const seen = await page.evaluate(async () => {
      const chat = document.querySelector('#chat') as HTMLElement;
      const covered: string[] = [];
      const outside: string[] = [];
      let seen = 0;
      for (const scrollTop of [0, 150, 300, 10_000]) {
        chat.scrollTop = scrollTop;
        for (let at = 0; at < 60; at += 1) await new Promise(requestAnimationFrame);
        const lines = [...document.querySelectorAll('.text')].flatMap((text) => {
          const range = document.createRange();
          range.selectNodeContents(text);
          return [...range.getClientRects()];
        });
        const bounds = chat.getBoundingClientRect();
        for (const entry of document.querySelector('flow-labels')?.shadowRoot?.querySelectorAll('.entry') ?? []) {
          if (entry.hasAttribute('data-away')) continue;
          seen += 1;
          const label = entry.getBoundingClientRect();
          if (label.left < bounds.left || label.right > bounds.right) outside.push(entry.textContent ?? '');
          for (const line of lines) {
            const isApart =
              line.right <= label.left ||
              label.right <= line.left ||
              line.bottom <= label.top ||
              label.bottom <= line.top;
            if (!isApart) covered.push(entry.textContent ?? '');
          }
        }
      }
      return { seen, covered, outside };
    });
    expect(seen).toMatchObject({ covered: [], outside: [] });
    expect(seen.seen).toBeGreaterThan(8);
  });

  it('is drawn still for people who want little motion, and with lines where colours are forced', async () => {
    await page.emulateMedia({ reducedMotion: 'reduce', forcedColors: 'active' });
    await page.goto(url);
    await labelled(10);
    const styles = await page.evaluate(() => {
      const labels = document.querySelector('flow-labels')?.shadowRoot?.querySelectorAll('.label') ?? [];
      return [...labels].map((label) => {
        const { animationName, borderTopWidth, borderTopColor, color } = getComputedStyle(label);
        return [animationName, borderTopWidth, borderTopColor === color];
      });
    });
    expect(styles.length).toBeGreaterThan(4);
    expect(styles).toEqual(styles.map(() => ['none', '1px', true]));
  });

  it('counts properties that were set before its script', async () => {
    await page.goto(`${url}?undefined&messages=0`);
    await page.evaluate(() => {
      Object.assign(document.querySelector('flow-labels') as Element, { user: '', announce: true });
      window.defineFlowLabels();
    });
    await page.evaluate(() => {
      window.say('user', 'That is all for today, goodbye!');
      window.say('agent', 'I apologize, I made a mistake.');
    });
    await labelled(1);
    await page.locator('flow-labels [role=status]', { hasText: 'Admits a mistake' }).waitFor({ state: 'attached' });
    expect(await page.locator('flow-labels').getAttribute('user')).toBe('');
  });
});

describe('axe', () => {
  it.each(['light', 'dark'] as const)('finds nothing on the page with the element, %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.goto(url);
    await labelled(10);
    await page.getByText('Says goodbye').waitFor();
    expect(await findWithAxe(page)).toEqual([]);
  });

  it('finds nothing where labels are listed in the element', async () => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(url);
    await labelled(10);
    await page.evaluate(() => {
      const element = document.querySelector('flow-labels') as FlowLabelsElement;
      element.adapter = (_, onMessage) => {
        onMessage({ id: '1', role: 'user', text: 'That is all for today, goodbye!' });
        return () => {};
      };
    });
    await labelled(1);
    await page.locator('flow-labels .list', { hasText: 'Says goodbye' }).waitFor();
    expect(await findWithAxe(page)).toEqual([]);
  });

  it.each(['light', 'dark'] as const)('finds nothing on the demo page, %s', async (colorScheme) => {
    const demoServer = await serveDemo(false);
    const demo = await openDemoPage(browser);
    await demo.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await demo.page.goto(demoServer.url);
    await demo.ready();
    expect(await findWithAxe(demo.page)).toEqual([]);
    await demo.page.context().close();
    await demoServer.close();
  });
});

describe('an element that is added and removed a hundred times', () => {
  interface Counts {
    nodes: number;
    jsEventListeners: number;
    documents: number;
    heapBytes: number;
  }

  async function count(session: CDPSession): Promise<Counts> {
    // Twice: what a first collection lets go may hold more.
    for (let at = 0; at < 3; at += 1) {
      await session.send('HeapProfiler.collectGarbage');
      await page.waitForTimeout(200);
    }
    const { nodes, jsEventListeners, documents } = await session.send('Memory.getDOMCounters');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    return { nodes, jsEventListeners, documents, heapBytes: usedSize };
  }

  /** Adds and removes an element; waits for its labels where these are wanted. */
  const comeAndGo = (times: number, awaitLabels: boolean) =>
    page.evaluate(
      async ({ times, awaitLabels }) => {
        const model = document.querySelector('template')?.content.firstElementChild as FlowLabelsElement;
        for (let at = 0; at < times; at += 1) {
          const element = document.importNode(model, true);
          document.body.append(element);
          while (awaitLabels && element.labels.length < 10) await new Promise((resolve) => setTimeout(resolve, 10));
          await new Promise((resolve) => setTimeout(resolve, 5));
          element.remove();
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
      },
      { times, awaitLabels },
    );

  it('leaves no worker, listener, node or memory', async () => {
    await page.goto(url);
    await labelled(10);
    await page.evaluate(() => {
      const template = document.createElement('template');
      template.content.append(document.querySelector('flow-labels') as Element);
      document.body.append(template);
    });
    const session = await page.context().newCDPSession(page);
    const html = () => page.evaluate(() => document.documentElement.outerHTML);
    const htmlBefore = await html();
    // What is made once a page, such as the style sheet, is there then.
    await comeAndGo(5, true);
    await expect.poll(() => page.workers().length).toBe(0);
    const before = await count(session);
    await comeAndGo(50, true);
    await comeAndGo(50, false);
    await expect.poll(() => page.workers().length).toBe(0);
    const after = await count(session);
    // One a time that stays would be a hundred; the browser itself has some more or fewer from time to time.
    expect(after.nodes).toBeLessThan(before.nodes + 50);
    expect(after.jsEventListeners).toBeLessThan(before.jsEventListeners + 50);
    expect(after.documents).toBe(before.documents);
    // A hundred elements that stay would be some megabytes.
    expect(after.heapBytes - before.heapBytes).toBeLessThan(1_000_000);
    expect(await html()).toBe(htmlBefore);
    expect(consoleLines).toEqual([]);
  });
});
