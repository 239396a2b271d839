import type { ChatMessage } from './chat-message';

/** What is known of the messages of a chat, by their ids. */
export interface Seen {
  /**
   * Tells whether a report brings a text that was not there yet, and keeps a final one. A growing text brings nothing
   * new while the known final one starts with it: the widget writes the same message again.
   */
  isNew(message: ChatMessage): boolean;
  /** Forgets a message's final text, so that its next report is new. */
  forget(id: string): void;
}

/** Creates the memory by which repeated reports of a message are told from those of a changed one. */
export function createSeen(): Seen {
  const finals = new Map<string, Pick<ChatMessage, 'role' | 'text'>>();

  return {
    isNew({ id, role, text, growing }) {
      const known = finals.get(id);
      const isSameRole = known?.role === role;
      if (growing) {
        if (isSameRole && known.text.startsWith(text)) return false;
        finals.delete(id);
        return true;
      }
      if (isSameRole && known.text === text) return false;
      finals.set(id, { role, text });
      return true;
    },
    forget: (id) => void finals.delete(id),
  };
}
