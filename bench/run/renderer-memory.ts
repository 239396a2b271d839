import { readFile } from 'node:fs/promises';
import type { BrowserContext } from 'playwright';

/**
 * The private memory, in bytes, of the context's largest rendering process: what it holds and shares with nobody,
 * workers and WebAssembly included. Read from Linux's /proc; undefined on other systems.
 */
export async function rendererMemory(context: BrowserContext): Promise<number | undefined> {
  const session = await context.browser()?.newBrowserCDPSession();
  if (!session) return undefined;
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  const sizes = await Promise.all(renderers.map(({ id }) => privateBytes(id).catch(() => 0)));
  const largest = Math.max(0, ...sizes);
  return largest > 0 ? largest : undefined;
}

async function privateBytes(process: number): Promise<number> {
  const rollup = await readFile(`/proc/${process}/smaps_rollup`, 'utf8');
  const kilobytes = [...rollup.matchAll(/^Private_(?:Clean|Dirty): +(\d+) kB$/gm)].map(([, size]) => Number(size));
  return 1024 * kilobytes.reduce((sum, size) => sum + size, 0);
}
