import type { Answer } from '../contract/answer';
import type { ChatMessage } from './chat-message';

/** What a classifier answers to a message of a chat. */
export interface MessageLabel {
  /** The message with the text that was read, and with the element that shows it now. */
  message: ChatMessage;
  /** The registry's name of the classifier. */
  classifier: string;
  /** Highest score first; `[]` when nothing is sure enough, or too late. A chat shows `answers[0]` unless it is `other`. */
  answers: Answer[];
  /** Another label of this message may follow: its text still grows, or a cascade has not finished. */
  provisional: boolean;
  /** From asking the connected classifier to its answer, in milliseconds, queueing and loading included. */
  elapsedMs: number;
}
