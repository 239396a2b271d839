import * as v from 'valibot';
import type { ChatAdapter } from '../live/chat-adapter';

// Chatwoot's own numbers: 0 incoming, from the visitor; 1 outgoing, from an agent; 2 activity; 3 template, from a bot.
const messageSchema = v.object({
  id: v.union([v.number(), v.string()]),
  content: v.pipe(v.string(), v.nonEmpty()),
  message_type: v.picklist([0, 1, 3]),
});

/** Reports the messages that Chatwoot's widget tells its page of; `chat` is the `window` that it dispatches on. */
export const chatwoot: ChatAdapter<EventTarget> = (chat, onMessage) => {
  function report(event: Event): void {
    const parsed = v.safeParse(messageSchema, (event as CustomEvent).detail);
    // Activities, and messages of files alone, say nothing.
    if (!parsed.success) return;
    const { id, content, message_type } = parsed.output;
    onMessage({ id: `${id}`, role: message_type === 0 ? 'user' : 'agent', text: content });
  }
  chat.addEventListener('chatwoot:on-message', report);
  return () => chat.removeEventListener('chatwoot:on-message', report);
};
