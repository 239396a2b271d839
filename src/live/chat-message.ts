/** A message of a chat as its widget shows it at this moment. */
export interface ChatMessage {
  /** The same in all reports of one message. */
  id: string;
  role: 'user' | 'agent';
  /** The whole text as it stands now. */
  text: string;
  /** More text may follow: the message is being streamed. */
  growing?: boolean;
  /** The message was there before anybody watched, or is loaded from the past. */
  history?: boolean;
  /** What shows the message, where that is known. */
  element?: Element;
}
