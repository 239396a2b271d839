/** What one run of the instant bench finds, in milliseconds. */
export interface InstantRun {
  /** From the files' bytes in memory to a model that has passed its self-test. */
  readyMs: number;
  /** A message with the instant model. */
  instantMs: number;
  /** A message with the real model, in its worker. */
  realMs: number;
}
