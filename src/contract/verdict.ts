import type { Answer } from './answer';

/** What a classifier says of one input. */
export interface Verdict {
  /** What it answers: after threshold, choice and top. */
  answers: Answer[];
  /** Its highest score before any threshold, that of the other label included; 0 where there is none. */
  best: number;
}
