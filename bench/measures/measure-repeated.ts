import { quantile } from '../report/quantile';
import type { Notebook } from '../run/create-notebook';
import type { TextMaker } from '../run/create-text-maker';
import type { TimedContender } from '../run/timed-contender';

const TOKENS = 16;
const REPEATS = 30;

/** Times a message that was classified a moment ago: here a cache may help. */
export async function measureRepeated(
  contenders: TimedContender[],
  make: TextMaker,
  { note }: Notebook,
): Promise<void> {
  const text = make(TOKENS);
  for (const { id, timeOne } of contenders) {
    await timeOne(text);
    const times: number[] = [];
    for (let repeat = 0; repeat < REPEATS; repeat += 1) times.push((await timeOne(text)).elapsedMs);
    note('repeated-p50', id, quantile(times, 0.5));
  }
}
