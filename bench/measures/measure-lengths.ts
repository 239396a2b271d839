import { quantile } from '../report/quantile';
import type { Notebook } from '../run/create-notebook';
import type { TextMaker } from '../run/create-text-maker';
import { rotate } from '../run/rotate';
import type { TimedContender } from '../run/timed-contender';

/** Lengths in tokens, special ones included, and how many texts of each a round takes. */
export const LENGTHS = [
  { tokens: 8, texts: 40 },
  { tokens: 16, texts: 40 },
  { tokens: 32, texts: 40 },
  { tokens: 64, texts: 30 },
  { tokens: 128, texts: 20 },
  { tokens: 256, texts: 20 },
] as const;

/** Times one message at a time, the contenders in turn on each text: every text is new to all of them. */
export async function measureLengths(
  contenders: TimedContender[],
  make: TextMaker,
  share: number,
  { note }: Notebook,
): Promise<void> {
  for (const { tokens, texts } of LENGTHS) {
    const times = new Map(contenders.map(({ id }) => [id, [] as number[]]));
    for (let at = 0; at < texts * share; at += 1) {
      const text = make(tokens);
      for (const { id, timeOne } of rotate(contenders, at)) times.get(id)?.push((await timeOne(text)).elapsedMs);
    }
    for (const [id, taken] of times) {
      note(`message-${tokens}-p50`, id, quantile(taken, 0.5));
      note(`message-${tokens}-p95`, id, quantile(taken, 0.95));
    }
  }
}
