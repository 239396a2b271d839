import type { Answer } from '../contract/answer';

/**
 * What a fake classifier says of a text: a label (with score 1), scores by label, answers as they stand, or an error
 * that the call rejects with. `[]` and `{}` are nothing at all.
 */
export type FakeAnswer =
  | string
  | Readonly<Record<string, number>>
  | readonly Pick<Answer, 'answer' | 'score'>[]
  | Error;

/** What is answered to the texts that it fits. */
export interface FakeRule {
  /** The whole text, a part of it as a pattern, or a test of it; without it every text. */
  text?: string | RegExp | ((text: string) => boolean);
  answer: FakeAnswer;
  /** How long this answer takes, in milliseconds; as long as the classifier's others without it. */
  latencyMs?: number;
}

/** What one fake classifier says: the same of every text, what the first rule that fits says, or what a function gives. */
export type FakeScript = FakeAnswer | readonly FakeRule[] | ((text: string) => FakeAnswer);
