import type { Ticket } from '../inference/queue';

/** A named encoder, which gives texts their vectors. */
export interface Vectorizer {
  /** Loads what the first call would load. */
  warmUp(): Promise<void>;
  /** The vector [D] of one text. @throws ModelRunError, RuntimeFailedError, DeadlinePassed, or the signal's reason */
  vectorize(ticket: Ticket, text: string): Promise<Float32Array>;
}
