/** The best label of a text. */
export interface Labelled {
  label: string;
  /** From 0 to 1. */
  score: number;
}

/** The page's first label, in milliseconds since the navigation began. */
export interface FirstLabel extends Labelled {
  firstMs: number;
  /** When the provisional label was there; absent where there is none. */
  provisionalMs?: number;
}

/** Texts that were labelled one after the other, and how long all of them took. */
export interface TimedLabels {
  labels: Labelled[];
  elapsedMs: number;
}

/** Live calls made while a log was worked off. */
export interface LiveTimes {
  /** Calls of the model's own entry, milliseconds each. */
  live: number[];
  /** Calls of an `external` of 0.2 s, milliseconds each. */
  external: number[];
  /** How many of these came back empty: too late. */
  late: number;
  /** How long the log took beside them. */
  elapsedMs: number;
}

/** How a log is worked off: one message at a time, in lists of 16, or one at a time padded to the longest input. */
export type Manner = 'single' | 'lists' | 'padded';

/** One library behind the calls that are timed. */
export interface Contender {
  /** Loads what its first label did without; left out where that took everything. */
  load?(): Promise<void>;
  one(text: string): Promise<Labelled>;
  all(texts: string[], manner: Manner): Promise<Labelled[]>;
}

/** What every page of the bench offers as `window.bench`. */
export interface BenchPage {
  first: FirstLabel;
  timeOne(text: string): Promise<Labelled & { elapsedMs: number }>;
  timeAll(texts: string[], manner: Manner): Promise<TimedLabels>;
  /** Longest task of the main thread since the navigation, in milliseconds; 0 when none took 50. */
  longestTaskMs(): number;
}

/** What our own page offers besides. */
export interface OwnBenchPage extends BenchPage {
  timeLive(log: string[], live: string[]): Promise<LiveTimes>;
  timeIdle(live: string[]): Promise<number[]>;
  /** How many of the texts a cascade's first classifier is sure enough of. */
  countFirst(texts: string[], first: string, confidence: number): Promise<number>;
}
