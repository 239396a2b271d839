import type { ChatMessage } from './chat-message';

/**
 * Reports every message of a chat, as often as it changes, until the returned function is called. An adapter only
 * reports: who listens tells repeated reports apart by their `id`.
 */
export type ChatAdapter<Chat> = (chat: Chat, onMessage: (message: ChatMessage) => void) => () => void;
