/** A model folder at work. */
export interface Model {
  /**
   * Gives the logits [B, L] of texts [B] that are run at once, padded to the longest. An int8 model's answers depend
   * on what else is in the batch: a text alone always gets the same.
   * @throws ModelRunError, RuntimeFailedError
   */
  run(texts: readonly string[], output: string): Promise<ArrayLike<number>[]>;
}
