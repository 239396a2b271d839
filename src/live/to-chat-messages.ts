import type { ChatMessage } from './chat-message';
import { joinText, type MessagePart } from './join-text';

/** A message as hosts hold it: one with its text, or a `UIMessage` of the AI SDK with its parts. */
export type HostMessage = PlainMessage | UiMessage;

/** A message with its text. */
export interface PlainMessage {
  readonly id: string;
  /** `assistant` is the agent; other roles than these three are not labelled. */
  readonly role: 'user' | 'agent' | 'assistant' | (string & {});
  readonly text: string;
  /** More text may follow. */
  readonly growing?: boolean;
}

/** What is read of the AI SDK's `UIMessage`, since its version 5. */
export interface UiMessage {
  readonly id: string;
  readonly role: string;
  readonly parts: readonly UiPart[];
}

interface UiPart extends MessagePart {
  readonly state?: string;
}

const ROLES: Readonly<Record<string, ChatMessage['role']>> = { user: 'user', agent: 'agent', assistant: 'agent' };

/**
 * Gives the messages that say something, in the shape of `ChatMessage`. `status` is that of the AI SDK's chat: while it
 * is `submitted` or `streaming`, the agent's message at the end grows; without it the parts tell whether they do.
 */
export function toChatMessages(messages: readonly HostMessage[], status?: string): ChatMessage[] {
  const isActive = status === 'submitted' || status === 'streaming';
  return messages.flatMap((message, at) => {
    const role = Object.hasOwn(ROLES, message.role) ? ROLES[message.role] : undefined;
    const text = 'parts' in message ? joinText(message.parts) : message.text;
    if (!role || text.trim() === '') return [];
    const isLastOfAgent = role === 'agent' && at === messages.length - 1;
    // A stopped stream leaves its part as it was, so the parts count only while nothing says that it has ended.
    const growing = (isActive && isLastOfAgent) || ((isActive || status === undefined) && saysThatItGrows(message));
    return [{ id: message.id, role, text, growing }];
  });
}

function saysThatItGrows(message: HostMessage): boolean {
  if ('parts' in message) return message.parts.some(({ type, state }) => type === 'text' && state === 'streaming');
  return message.growing ?? false;
}
