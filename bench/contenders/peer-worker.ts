import type { Labelled } from './bench-page';

/** What a peer's worker does for its page. */
export interface PeerWorker {
  /** Loads the pipeline; `auto` leaves the number of threads to the library. */
  load(threads: number | 'auto'): Promise<void>;
  /** Labels a list at once, as the library does it: padded to the longest. */
  classify(texts: string[]): Promise<Labelled[]>;
  /** Labels one text padded to the model's longest input. */
  classifyPadded(text: string): Promise<Labelled>;
}
