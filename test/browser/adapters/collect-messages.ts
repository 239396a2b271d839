import { expect } from 'vitest';
import type { ChatAdapter } from '../../../src/live/chat-adapter';
import type { ChatMessage } from '../../../src/live/chat-message';

/** What an adapter has reported so far: all of it, and how each message stands now. */
export interface Collected {
  reports: ChatMessage[];
  /** One entry a message, as it was last reported, in the order of the first reports. */
  messages(): ChatMessage[];
  /** Waits until the messages that are whole have these texts, in this order, and none is still growing. */
  settled(texts: readonly string[]): Promise<ChatMessage[]>;
  stop(): void;
}

/** Collects what an adapter reports of a chat. */
export function collectMessages<Chat>(adapter: ChatAdapter<Chat>, chat: Chat): Collected {
  const reports: ChatMessage[] = [];
  const stop = adapter(chat, (message) => reports.push({ ...message }));
  const messages = () => [...new Map(reports.map((message) => [message.id, message])).values()];
  const settled = async (texts: readonly string[]) => {
    await expect
      .poll(() =>
        messages()
          .filter(({ growing }) => !growing)
          .map(({ text }) => text),
      )
      .toEqual(texts);
    return messages();
  };
  return { reports, messages, settled, stop };
}
