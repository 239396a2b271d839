/** A model folder at work. */
export interface Model {
  /** Gives the logits [L] of one text. @throws ModelRunError, RuntimeFailedError */
  run(text: string, output: string): Promise<ArrayLike<number>>;
}
