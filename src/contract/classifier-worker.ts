import type { ClassifierDescription } from './classifier-description';
import type { ClassifierInput } from './classifier-input';
import type { LoadProgress } from './load-progress';
import type { Choice, RegistryEntry } from './registry-entry';
import type { RegistryFault } from './registry-fault';
import type { Verdict } from './verdict';

/** Where the registry lies and how the runtime is to run. */
export interface OpenRequest {
  /** Absolute addresses of the registry files; an entry of a later one replaces that of its name in an earlier one. */
  registryUrls: readonly string[];
  /** WASM threads; `auto` takes what the machine has; 1 where the page is not cross-origin isolated. */
  threads: number | 'auto';
  /** Asks for all of ONNX Runtime, also where a part of it would do: the part may be what has failed. */
  wholeRuntime?: boolean;
  /** Whether verified files are kept in the browser for the next visit. */
  useBrowserCache: boolean;
}

/** One entry as the page needs to know it. */
export interface ClassifierSummary {
  name: string;
  /** Absent where it could not be parsed. */
  entry: RegistryEntry | undefined;
  /** The fault that makes it unusable: its own, or that of an entry it reaches. */
  fault: RegistryFault | undefined;
}

/** What a registry holds. */
export interface RegistrySummary {
  classifiers: readonly ClassifierSummary[];
  faults: readonly RegistryFault[];
  warnings: readonly RegistryFault[];
}

/** `live` goes before `log`: a person waits for it. */
export type Lane = 'live' | 'log';

/** Inputs to classify: one alone, or a batch that the model runs at once. */
export interface ClassifyRequest {
  id: number;
  /** Of an entry that wraps no other: the page follows those that do. */
  name: string;
  inputs: readonly ClassifierInput[];
  /** Overrides the entry's threshold. */
  threshold: number | undefined;
  /** At most this many answers; overrides the entry. */
  top: number | undefined;
  /** Overrides which answers the entry keeps. */
  choice: Choice | undefined;
  lane: Lane;
  /** When nobody waits for the answer any more, in milliseconds since the epoch; Infinity without a limit. */
  deadline: number;
}

/** The wire: what a page may ask of its worker. Only plain data crosses. */
export interface ClassifierWorker {
  /** Takes a Web Lock that comes free only when the worker is gone; false where there are no locks. */
  holdLock(name: string): Promise<boolean>;
  open(request: OpenRequest, onProgress: (progress: LoadProgress) => void): Promise<RegistrySummary>;
  /**
   * Gives the verdict on each input, in their order; empty ones where the deadline passed before the start.
   * @throws QueueFullError, UnknownClassifierError, a `Model…Error`, RuntimeFailedError
   */
  classify(request: ClassifyRequest): Promise<Verdict[]>;
  /** Drops a request that has not been started; an unknown id is ignored. */
  cancel(id: number): void;
  /** Loads what the first call would load. */
  warmUp(name: string): Promise<void>;
  describe(name: string): Promise<ClassifierDescription>;
}
