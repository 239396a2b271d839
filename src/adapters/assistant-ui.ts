import type { ChatAdapter } from '../live/chat-adapter';
import type { ChatMessage } from '../live/chat-message';
import { joinText, type MessagePart } from '../live/join-text';
import { watchMessages } from '../live/watch-messages';

/** What is read of assistant-ui's thread runtime, `runtime.thread`. */
export interface AssistantUiThread {
  getState(): { readonly messages: readonly AssistantUiMessage[] };
  subscribe(onChange: () => void): () => void;
}

interface AssistantUiMessage {
  readonly id: string;
  readonly role: string;
  readonly content: readonly MessagePart[];
  /** Only the assistant's messages have one. */
  readonly status?: { readonly type: string };
}

/** Reports the messages of assistant-ui's thread; one that is `running` grows. */
export const assistantUi: ChatAdapter<AssistantUiThread> = (thread, onMessage) =>
  watchMessages(
    {
      read: () => thread.getState().messages.flatMap(toChatMessage),
      subscribe: (onChange) => thread.subscribe(onChange),
    },
    onMessage,
  );

function toChatMessage({ id, role, content, status }: AssistantUiMessage): ChatMessage[] {
  const text = joinText(content);
  if ((role !== 'user' && role !== 'assistant') || text.trim() === '') return [];
  return [{ id, role: role === 'user' ? 'user' : 'agent', text, growing: status?.type === 'running' }];
}
