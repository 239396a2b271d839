import * as v from 'valibot';
import type { ChatAdapter } from '../live/chat-adapter';
import type { ChatMessage } from '../live/chat-message';

/** The `window` of a page with Crisp's widget: `$crisp` is an array of commands until the widget is loaded. */
export interface CrispPage {
  $crisp: CrispCommands;
}

interface CrispCommands {
  push(command: ['on', CrispEvent, (message: unknown) => void] | ['off', CrispEvent]): unknown;
}

type CrispEvent = 'message:sent' | 'message:received';

const messageSchema = v.object({
  type: v.literal('text'),
  content: v.pipe(v.string(), v.nonEmpty()),
  fingerprint: v.optional(v.union([v.number(), v.string()])),
});

/**
 * Reports the texts that are sent and received in Crisp's widget. It keeps one listener an event: these take the place
 * of the page's own.
 */
export const crisp: ChatAdapter<CrispPage> = (chat, onMessage) => {
  let stopped = false;
  let count = 0;

  function listen(event: CrispEvent, role: ChatMessage['role']): void {
    const report = (message: unknown) => {
      const parsed = v.safeParse(messageSchema, message);
      if (stopped || !parsed.success) return;
      count += 1;
      onMessage({ id: `${parsed.output.fingerprint ?? `${role}-${count}`}`, role, text: parsed.output.content });
    };
    chat.$crisp.push(['on', event, report]);
  }

  listen('message:sent', 'user');
  listen('message:received', 'agent');
  return () => {
    stopped = true;
    chat.$crisp.push(['off', 'message:sent']);
    chat.$crisp.push(['off', 'message:received']);
  };
};
