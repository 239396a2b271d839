import type { Labelled, Manner, TimedLabels } from '../contenders/bench-page';
import type { ContenderId } from './contender-id';

/** Whoever can be timed on a message and on a log. */
export interface TimedContender {
  id: ContenderId;
  timeOne(text: string): Promise<Labelled & { elapsedMs: number }>;
  timeAll(texts: string[], manner: Manner): Promise<TimedLabels>;
}
