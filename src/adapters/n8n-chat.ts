import type { ChatMessage } from '../live/chat-message';

/** What is read of an n8n chat (@n8n/chat 1.x). */
export interface N8nChat {
  /** What `createChat` returned. */
  app: N8nApp;
  /** What the chat is shown in: the `target` of `createChat`, `#n8n-chat` by default. */
  root: Element;
}

/** The Vue application that `createChat` returns; its own store holds the messages. */
export interface N8nApp {
  config: { globalProperties: object };
}

interface Ref<Value> {
  readonly value: Value;
}

interface N8nMessage {
  id: string;
  sender: 'user' | 'bot';
  /** Missing where a component is shown instead. */
  text?: unknown;
}

interface N8nStore {
  /** What the bot greets with; not part of `messages`, and shown before them. */
  initialMessages: Ref<readonly N8nMessage[]>;
  messages: Ref<readonly N8nMessage[]>;
  /** From sending a message to the end of its answer, streamed ones included. */
  waitingForResponse: Ref<boolean>;
}

interface Reported {
  text: string;
  growing: boolean;
  element: Element | undefined;
  history: boolean;
}

/**
 * Reports the messages of an n8n chat from the store of its application, which knows the session that is loaded and the
 * text that is streamed; the hooks of `createChat` know neither. It is read whenever the chat shows something else.
 */
export function n8nChat({ app, root }: N8nChat, onMessage: (message: ChatMessage) => void): () => void {
  const { $chat: store } = app.config.globalProperties as { $chat: N8nStore };
  const reported = new Map<string, Reported>();
  let hasSent = false;

  function read(): void {
    const messages = [...store.initialMessages.value, ...store.messages.value];
    const elements = [...root.querySelectorAll('.chat-message:not(.chat-message-typing)')];
    const waiting = store.waitingForResponse.value;
    hasSent ||= waiting;
    const lastSent = messages.findLastIndex(({ sender }) => sender === 'user');
    messages.forEach(({ id, sender, text }, at) => {
      if (typeof text !== 'string' || text.trim() === '') return;
      const before = reported.get(id);
      const now: Reported = {
        text,
        growing: waiting && at > lastSent,
        element: elements.length === messages.length ? elements[at] : undefined,
        history: before?.history ?? !hasSent,
      };
      if (before && before.text === text && before.growing === now.growing && before.element === now.element) return;
      reported.set(id, now);
      onMessage({ id, role: sender === 'user' ? 'user' : 'agent', ...now });
    });
  }

  const observer = new MutationObserver(read);
  observer.observe(root, { subtree: true, childList: true, characterData: true });
  read();
  return () => observer.disconnect();
}
