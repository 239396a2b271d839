import type { AnswerReference } from './answer-signal';
import type { Answer } from './contract/answer';
import type { ClassifierDescription } from './contract/classifier-description';
import type { ClassifierInput } from './contract/classifier-input';
import type { Choice } from './contract/registry-entry';
import type { RegistryFault } from './contract/registry-fault';

/** How the answers of a call are read, where that differs from its registry entry. */
interface ReadingOptions {
  /** Keeps answers with at least this score, from 0 to 1; the entry's own without it. */
  threshold?: number;
  /** Keeps at most this many answers, from 1; three of a `scikit` entry and no limit elsewhere without it. */
  top?: number;
  /** Of `onnx` and `ngram` entries: keeps `all` answers, the `best` one or the `first` by index; as the entry says without it. */
  choice?: Choice;
  /** Aborts the call: it rejects with the signal's reason, and work not yet started is dropped. */
  signal?: AbortSignal;
}

/** How one call differs from its registry entry; after an abort or `dispose` neither callback is called. */
export interface ClassifyOptions extends ReadingOptions {
  /**
   * Called at most once, before the promise settles: with what the `first` of a `cascade` answers, where its `then`
   * has the last word. Each answer is marked `provisional`; `[]` where `first` has none above its threshold.
   */
  onProvisional?: (answers: Answer[]) => void;
  /**
   * Called once with the final answers where an `external` with `"late": "first"` has resolved with provisional ones;
   * not where those fail.
   */
  onFinal?: (answers: Answer[]) => void;
  /** What the answer belongs to, for `onAnswer`. */
  reference?: AnswerReference;
}

/** How one call over many inputs differs from its registry entry. */
export interface ClassifyAllOptions extends ReadingOptions {
  /**
   * Runs this many inputs at once, padded to the longest, 1 without it; for comparing with results published that
   * way. An int8 model's answers depend on what else is in the batch.
   */
  batch?: number;
  /** Called after each input that is answered. */
  onProgress?: (progress: { done: number; total: number }) => void;
  /** What each answer belongs to, in the list's order, for `onAnswer`. */
  references?: readonly (AnswerReference | undefined)[];
}

/** The classifiers of one registry, running in one worker. */
export interface Classifiers {
  /** Every entry's name, in the registry's order. */
  readonly names: readonly string[];
  /** What is wrong with entries; calls of these entries reject. */
  readonly faults: readonly RegistryFault[];
  /** What the registry asks for and is not done: an entry of an unknown type answers `[]`, a field is not read. */
  readonly warnings: readonly RegistryFault[];
  /**
   * Classifies one input; answers come with the highest score first, `[]` when nothing is sure enough or the
   * entry's time limit has passed. A `cascade` gives its final answers. The model is loaded at the first call.
   * @throws UnknownClassifierError, RegistryFaultError, InvalidInputError, DisposedError, QueueFullError,
   * WorkerStartError, WorkerCrashedError, RuntimeFailedError, a `Model…Error`, or the signal's reason
   */
  classify(name: string, input: ClassifierInput, options?: ClassifyOptions): Promise<Answer[]>;
  /**
   * Classifies a list, one input after the other, behind live calls of `classify`; answers stand in the list's
   * order. A time limit of the entry runs for the whole list: what it does not reach is `[]`.
   * @throws what `classify` throws, at the first input that fails
   */
  classifyAll(name: string, inputs: readonly ClassifierInput[], options?: ClassifyAllOptions): Promise<Answer[][]>;
  /**
   * Loads the models of the named classifiers, or of all that have no fault; of a `cascade` that of its `first` before
   * that of its `then`.
   * @throws what `classify` throws
   */
  warmUp(names?: readonly string[]): Promise<void>;
  /** Tells what a classifier can answer (a `cascade`: its `then`), with readable titles; loads no model. */
  describe(name: string): Promise<ClassifierDescription>;
  /** Ends the worker, which alone gives memory back; pending and later calls reject with a DisposedError. */
  dispose(): void;
}
