import type { ChatMessage } from './chat-message';

/** A chat's messages as one list, and the notice that it changed. */
export interface MessageList {
  read(): ChatMessage[];
  subscribe(onChange: () => void): () => void;
}

/**
 * Reports what is new or has changed in a list of messages, and all of it when a message is new, so that what failed
 * is tried again. What is there at first, is put before a known message, or comes with others to a list without known
 * ones is history.
 */
export function watchMessages(list: MessageList, onMessage: (message: ChatMessage) => void): () => void {
  const known = new Map<string, ChatMessage>();
  let isFirst = true;

  function report(): void {
    const messages = list.read();
    const lastKnown = messages.findLastIndex(({ id }) => known.has(id));
    const arrived = messages.filter(({ id }) => !known.has(id)).length;
    const isLoaded = (at: number) => at < lastKnown || (lastKnown === -1 && (isFirst || arrived > 1));
    isFirst = false;
    for (const [at, message] of messages.entries()) {
      const before = known.get(message.id);
      const { growing = false } = message;
      if (before && arrived === 0 && before.text === message.text && before.growing === growing) continue;
      const history = before ? before.history : isLoaded(at) && !growing;
      const now = { ...message, growing, history };
      known.set(message.id, now);
      onMessage(now);
    }
  }

  report();
  return list.subscribe(report);
}
