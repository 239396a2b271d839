import type { ChatAdapter } from '../live/chat-adapter';
import type { ChatMessage } from '../live/chat-message';

/** tawk.to's `Tawk_API`, as far as it is read and written here. */
export interface TawkApi {
  onChatMessageVisitor?: TawkHandler | undefined;
  onChatMessageAgent?: TawkHandler | undefined;
}

type TawkHandler = (message: string, ...others: unknown[]) => unknown;

/**
 * Reports the messages that tawk.to's widget tells its page of, in the order in which they come: they have no ids of
 * their own. Handlers that the page has set are called as before, and stand there again after the end.
 */
export const tawk: ChatAdapter<TawkApi> = (chat, onMessage) => {
  let count = 0;

  function listen(name: keyof TawkApi, role: ChatMessage['role']): () => void {
    let stopped = false;
    const before = chat[name];
    const handler: TawkHandler = function (this: unknown, message, ...others) {
      if (!stopped && typeof message === 'string' && message !== '') {
        count += 1;
        onMessage({ id: `${role}-${count}`, role, text: message });
      }
      return before?.call(this, message, ...others);
    };
    chat[name] = handler;
    return () => {
      stopped = true;
      // Who has put a handler over this one calls it; it stays there and only passes on.
      if (chat[name] !== handler) return;
      if (before) chat[name] = before;
      else delete chat[name];
    };
  }

  const stops = [listen('onChatMessageVisitor', 'user'), listen('onChatMessageAgent', 'agent')];
  return () => {
    for (const stop of stops) stop();
  };
};
