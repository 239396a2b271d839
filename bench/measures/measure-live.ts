import type { TextMaker } from '../run/create-text-maker';
import type { PageContender } from '../run/page-contender';

/** Times of live calls over all rounds, in milliseconds. */
export interface LiveSamples {
  idle: number[];
  /** Beside the log's texts of up to 64 tokens. */
  live: number[];
  /** Beside its longer ones. */
  besideLong: number[];
  external: number[];
  late: number;
}

/** An empty collection. */
export function noLiveSamples(): LiveSamples {
  return { idle: [], live: [], besideLong: [], external: [], late: 0 };
}

const IDLE_CALLS = 60;
// More than a log leaves time for.
const LIVE_CALLS = 400;
// Of a chat message's usual length.
const TOKENS = [7, 9, 11, 13, 16, 20, 26];

/** The texts of a log, the long ones apart: a live message waits for the one that is being labelled. */
export interface LogParts {
  short: string[];
  long: string[];
}

/** Adds one round of our live calls: alone, and while a log is worked off; half of the latter by an `external`. */
export async function measureLive(
  { profile, url }: PageContender,
  make: TextMaker,
  { short, long }: LogParts,
  share: number,
  samples: LiveSamples,
): Promise<void> {
  const messages = (count: number) => Array.from({ length: count }, (_, at) => make(TOKENS[at % TOKENS.length] ?? 11));
  await profile.open(url);
  const quiet = messages(Math.ceil(IDLE_CALLS * share));
  samples.idle.push(...(await profile.page.evaluate((given) => window.bench.timeIdle(given), quiet)));
  for (const [texts, beside] of [
    [short, samples.live],
    [long, samples.besideLong],
  ] as const) {
    const busy = [texts, messages(LIVE_CALLS)] as const;
    const times = await profile.page.evaluate(([log, live]) => window.bench.timeLive(log, live), busy);
    beside.push(...times.live);
    samples.external.push(...times.external);
    samples.late += times.late;
  }
}
