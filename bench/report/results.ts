import type { LiveSamples } from '../measures/measure-live';
import type { LabelCheck } from '../run/check-labels';
import type { PageId } from '../run/contender-id';
import type { Values } from '../run/create-notebook';
import type { Machine } from '../run/describe-machine';
import type { PageWeight } from '../run/weigh-files';

/** What every run tells of itself. */
export interface RunFacts {
  takenAt: string;
  rounds: number;
  machine: Machine;
  versions: Record<string, string>;
  log: { sha256: string; messages: number };
}

/** The comparison on one thread. */
export interface MainResults extends RunFacts {
  labels: LabelCheck;
  bytes: Record<PageId, PageWeight> & { cascade?: PageWeight | undefined };
  values: Values;
  live: LiveSamples;
}

/** The comparison of numbers of threads, on an isolated page. */
export interface ThreadResults extends RunFacts {
  byThreads: Record<string, Values>;
}

/** What results.json holds. */
export interface Results {
  main?: MainResults;
  threads?: ThreadResults;
}
