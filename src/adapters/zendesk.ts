import * as v from 'valibot';
import type { ChatAdapter } from '../live/chat-adapter';
import type { ChatMessage } from '../live/chat-message';

/** Zendesk messaging's `zE`, as far as it is called here. */
export type ZendeskMessenger = (
  command: 'messenger:set',
  key: 'beforeMessageDisplay',
  callback: (message: unknown, data?: unknown) => unknown,
) => unknown;

const text = v.pipe(v.string(), v.nonEmpty());

// Zendesk documents the callback, not the whole message: these are the two shapes of Sunshine Conversations under it,
// that of its web SDK and that of its API.
const messageSchema = v.union([
  v.object({ id: text, role: v.string(), text }),
  v.pipe(
    v.object({ id: text, author: v.object({ type: v.string() }), content: v.object({ text }) }),
    v.transform(({ id, author, content }) => ({ id, role: author.type, text: content.text })),
  ),
]);

const ROLES: Readonly<Record<string, ChatMessage['role']>> = {
  user: 'user',
  appUser: 'user',
  business: 'agent',
  appMaker: 'agent',
};

/**
 * Reports the messages that Zendesk messaging is about to show, and gives each back at once as it is. The widget keeps
 * one such callback: it takes the place of the page's own.
 */
export const zendesk: ChatAdapter<ZendeskMessenger> = (chat, onMessage) => {
  let stopped = false;

  function report(message: unknown): void {
    const parsed = v.safeParse(messageSchema, message);
    if (!parsed.success) return;
    const { id, text } = parsed.output;
    const role = Object.hasOwn(ROLES, parsed.output.role) ? ROLES[parsed.output.role] : undefined;
    if (!role) return;
    // The widget waits for the callback: neither work nor an error of a listener may hold the message up.
    queueMicrotask(() => {
      if (!stopped) onMessage({ id, role, text });
    });
  }

  chat('messenger:set', 'beforeMessageDisplay', (message) => {
    if (!stopped) report(message);
    return message;
  });
  return () => {
    stopped = true;
    // It can be replaced, not taken away.
    chat('messenger:set', 'beforeMessageDisplay', (message) => message);
  };
};
