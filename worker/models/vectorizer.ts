/** A named encoder, which gives texts their vectors. */
export interface Vectorizer {
  /** Loads what the first call would load. */
  warmUp(): Promise<void>;
  /** The vector [D] of one text. @throws ModelRunError, RuntimeFailedError */
  vectorize(text: string): Promise<Float32Array>;
}
