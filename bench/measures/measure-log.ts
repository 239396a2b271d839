import type { Labelled, Manner } from '../contenders/bench-page';
import type { Notebook } from '../run/create-notebook';
import type { PageContender } from '../run/page-contender';
import { rotate } from '../run/rotate';
import type { TimedContender } from '../run/timed-contender';

// Padded to the longest input every message takes as long as any other, and a thousand of them take minutes.
const PADDED_EVERY = 20;

/**
 * Works off the whole log, in messages a second: each page loads anew before it, so that nothing is known from before.
 * Our own page runs it one by one, the peers also in lists and padded to the longest input, as results are published.
 */
export async function measureLog(
  pages: PageContender[],
  native: TimedContender,
  texts: string[],
  round: number,
  { note }: Notebook,
): Promise<void> {
  const alone = new Map<string, Labelled[]>();
  const numbers = [...texts.keys()];
  const turns: { manner: Manner; only: number[] }[] = [
    { manner: 'single', only: numbers },
    { manner: 'lists', only: numbers },
    { manner: 'padded', only: numbers.filter((at) => at % PADDED_EVERY === 0) },
  ];
  for (const { manner, only } of turns) {
    const given = only.map((at) => texts[at] ?? '');
    const able = manner === 'single' ? pages : pages.filter(({ id }) => id === 'transformers' || id === 'xenova');
    for (const { id, profile, url, timeAll } of rotate(able, round)) {
      await profile.open(url);
      const { labels, elapsedMs } = await timeAll(given, manner);
      note(`log-${manner}`, id, (1000 * given.length) / elapsedMs);
      if (manner === 'single') {
        alone.set(id, labels);
        note('longest-task', id, await profile.page.evaluate(() => window.bench.longestTaskMs()));
        const bytes = await profile.memoryBytes();
        if (bytes !== undefined) note('memory-log', id, bytes);
      } else {
        const other = only.filter((at, place) => labels[place]?.label !== alone.get(id)?.[at]?.label);
        note(`changed-${manner}`, id, other.length / only.length);
      }
    }
  }
  note('log-single', native.id, (1000 * texts.length) / (await native.timeAll(texts, 'single')).elapsedMs);
}
