import type { ClassifierDescription } from '../src/contract/classifier-description';
import type { ClassifierInput } from '../src/contract/classifier-input';
import type { Lane } from '../src/contract/classifier-worker';
import type { Choice } from '../src/contract/registry-entry';
import type { Verdict } from '../src/contract/verdict';

/** What holds for one call on its whole way through the worker. */
export interface Call {
  lane: Lane;
  /** Overrides the entry's threshold. */
  threshold: number | undefined;
  /** At most this many answers. */
  top: number | undefined;
  /** Overrides which answers the entry keeps. */
  choice: Choice | undefined;
  /** When the answer is too late, in milliseconds since the epoch; Infinity without a limit. */
  deadline: number;
  /** Aborted when nobody waits for the answer any more. */
  signal: AbortSignal;
}

/** One entry of the registry at work. */
export interface Classifier {
  /** Gives the verdicts on inputs [B] in their order, at once where the classifier runs batches. */
  classify(inputs: readonly ClassifierInput[], call: Call): Promise<Verdict[]>;
  /** Loads what the first call would load. */
  warmUp(): Promise<void>;
  describe(): Promise<ClassifierDescription>;
}
