import type { AnswerSink } from '../answer-signal';

/** An `onAnswer` that sends what it hears. */
export interface Exporter extends AnswerSink {
  /** Sends what waits, at once: for the end of a page (`pagehide`). Never rejects. */
  flush(): Promise<void>;
}
