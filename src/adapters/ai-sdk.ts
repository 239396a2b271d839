import type { ChatAdapter } from '../live/chat-adapter';
import { toChatMessages, type UiMessage } from '../live/to-chat-messages';
import { watchMessages } from '../live/watch-messages';

/** What is read of a chat of the AI SDK, since its version 5: its messages, its status, and how to hear of changes. */
export type AiSdkChat = {
  readonly messages: readonly UiMessage[];
  /** `submitted`, `streaming`, `ready` or `error`. */
  readonly status: string;
} & (Subscribable | ReactChat);

/** What tells of changes by itself; in Vue, `subscribe: (onChange) => watch(() => [chat.messages, chat.status], onChange, { deep: true })`. */
interface Subscribable {
  subscribe(onChange: () => void): () => void;
}

/** The `Chat` of `@ai-sdk/react`, which its own `useChat` listens to in this way. */
interface ReactChat {
  '~registerMessagesCallback'(onChange: () => void): () => void;
  '~registerStatusCallback'(onChange: () => void): () => void;
}

/** Reports the messages of an AI SDK chat; the agent's last one grows while the chat is submitted or streaming. */
export const aiSdk: ChatAdapter<AiSdkChat> = (chat, onMessage) =>
  watchMessages(
    {
      read: () => toChatMessages(chat.messages, chat.status),
      subscribe(onChange) {
        if ('subscribe' in chat) return chat.subscribe(onChange);
        const stops = [chat['~registerMessagesCallback'](onChange), chat['~registerStatusCallback'](onChange)];
        return () => {
          for (const stop of stops) stop();
        };
      },
    },
    onMessage,
  );
