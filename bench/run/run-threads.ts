import { measureLengths } from '../measures/measure-lengths';
import type { ThreadResults } from '../report/results';
import type { Bench } from './bench';
import { createNotebook, type Notebook } from './create-notebook';
import { createTextMaker } from './create-text-maker';
import { openPages } from './open-pages';
import { rotate } from './rotate';
import { say } from './say';

const THREADS = ['1', '2', 'auto'];

/** Compares the contenders on one, two and as many threads as each takes by itself. */
export async function runThreads(bench: Bench): Promise<Omit<ThreadResults, 'machine' | 'versions'>> {
  const { browser, server, model, texts, rounds, share } = bench;
  const make = createTextMaker(texts, model.tokenizerJson);
  const notebooks = new Map<string, Notebook>(THREADS.map((threads) => [threads, createNotebook()]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [threads, notebook] of rotate([...notebooks], round)) {
      say(`round ${round + 1} of ${rounds}: threads ${threads} …`);
      const pages = await openPages(browser, server, undefined, threads);
      for (const { profile, url } of pages) {
        await profile.open(url);
        if (await profile.page.evaluate(() => crossOriginIsolated)) continue;
        throw new Error(`${url} is not cross-origin isolated, and has one thread`);
      }
      await measureLengths(pages, make, share, notebook);
      for (const { id, timeAll } of rotate(pages, round)) {
        const { elapsedMs } = await timeAll(texts, 'single');
        notebook.note('log-single', id, (1000 * texts.length) / elapsedMs);
      }
      for (const { profile } of pages) await profile.close();
    }
  }
  const byThreads = Object.fromEntries([...notebooks].map(([threads, { values }]) => [threads, values]));
  return { ...bench.facts, byThreads };
}
