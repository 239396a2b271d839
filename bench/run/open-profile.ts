import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium, type Page } from 'playwright';
import { CHROMIUM_FLAGS } from '../../test/chromium-flags';
import type { OwnBenchPage } from '../contenders/bench-page';
import { rendererMemory } from './renderer-memory';

declare global {
  interface Window {
    bench: OwnBenchPage;
    benchFailure?: string;
  }
}

/** A Chromium with a profile of its own: nothing is cached in it before its first page. */
export interface Profile {
  page: Page;
  chromium: string;
  /** Goes to an address and waits until the page has labelled its first text. */
  open(url: string): Promise<void>;
  /** Private memory of the process that renders the page and runs its workers; undefined where it cannot be read. */
  memoryBytes(): Promise<number | undefined>;
  close(): Promise<void>;
}

const SETTLE_MS = 2000;
const TIMEOUT_MS = 120_000;

/** Starts Chromium with an empty profile, and lets it come to rest. */
export async function openProfile(executablePath: string): Promise<Profile> {
  const folder = await mkdtemp(join(tmpdir(), 'flow-labels-bench-'));
  const context = await chromium.launchPersistentContext(folder, { executablePath, args: CHROMIUM_FLAGS });
  const page = context.pages()[0] ?? (await context.newPage());
  page.setDefaultTimeout(TIMEOUT_MS);
  await wait(SETTLE_MS);
  return {
    page,
    chromium: context.browser()?.version() ?? 'unknown',
    async open(url) {
      await page.goto('about:blank');
      await page.goto(url, { waitUntil: 'commit' });
      await page.waitForFunction(() => 'bench' in window || 'benchFailure' in window, undefined, { polling: 50 });
      const failure = await page.evaluate(() => window.benchFailure);
      if (failure) throw new Error(`${url} failed: ${failure}`);
    },
    async memoryBytes() {
      await wait(SETTLE_MS);
      return rendererMemory(context);
    },
    async close() {
      await context.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
