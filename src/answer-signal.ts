import type { Answer } from './contract/answer';

/** What an answer belongs to, in the terms of the page; it is passed on to `onAnswer` and goes nowhere else. */
export interface AnswerReference {
  /** The message's own id. */
  messageId?: string;
  /** The chat or session that the message is part of. */
  sessionId?: string;
  /** The trace of the agent's turn: 32 hexadecimal digits in OpenTelemetry. */
  traceId?: string;
  /** The span that made the message: 16 hexadecimal digits in OpenTelemetry. */
  spanId?: string;
  /** The id that the language model gave its response. */
  responseId?: string;
}

/** What one input came to, for whoever keeps count: plain data, without its text. */
export interface AnswerSignal {
  /** The entry that was asked. */
  classifier: string;
  /** As the caller got them; `[]` when nothing was sure enough, too late, or failed. */
  answers: readonly Answer[];
  /** From the call to the answer, in milliseconds; of an input in a list, from its turn. */
  elapsedMs: number;
  /** When it was answered, in milliseconds since the epoch. */
  answeredAt: number;
  /** What the call gave as its `reference`; absent without one. */
  reference?: AnswerReference;
  /** The name of the error, where the call failed: `ModelFetchError`. Absent elsewhere. */
  error?: string;
  /** The text; absent unless `includeText` asks for it. */
  text?: string;
}

/** Hears of every answer. */
export type AnswerSink = (signal: AnswerSignal) => void;

/** Who hears of answers, and whether with their texts. */
export interface AnswerSinkOptions {
  /**
   * Called after each input that is answered, or that fails; not for calls that are aborted or asked wrongly. A late
   * final answer (`onFinal`) is told too, after the provisional one. What it throws does not reach the call.
   */
  onAnswer?: AnswerSink;
  /** Gives `onAnswer` the texts too; without it they never leave the call. */
  includeText?: boolean;
}
