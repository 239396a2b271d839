import { aiSdk } from '../adapters/ai-sdk';
import { assistantUi } from '../adapters/assistant-ui';
import { botpress } from '../adapters/botpress';
import { chatwoot } from '../adapters/chatwoot';
import { crisp } from '../adapters/crisp';
import { deepChat } from '../adapters/deep-chat';
import { n8nChat } from '../adapters/n8n-chat';
import { observe } from '../adapters/observe';
import { tawk } from '../adapters/tawk';
import { webChat } from '../adapters/web-chat';
import { zendesk } from '../adapters/zendesk';
import { InvalidInputError } from '../contract/errors';
import type { ChatAdapter } from '../live/chat-adapter';
import type { FlowLabelsElement } from './flow-labels-element';

/** How a chat is read, and where it is found if the property `chat` does not give it. */
export interface Widget {
  // biome-ignore lint/suspicious/noExplicitAny: what an adapter reads differs from one to the next.
  adapter: ChatAdapter<any>;
  /** Gives the chat of the element that `for` selects. @throws InvalidInputError where that is not enough */
  chatAt?(target: Element, element: FlowLabelsElement): unknown;
  /** Gives what the widget's script has put on the page's window, or nothing as long as it has not. */
  chatOnPage?(): unknown;
}

/** The adapters by the names that the attribute `widget` takes; "" is any chat. */
export const widgets: Readonly<Record<string, Widget>> = {
  '': { adapter: observe, chatAt: observedChat },
  'ai-sdk': { adapter: aiSdk },
  'assistant-ui': { adapter: assistantUi },
  botpress: { adapter: botpress, chatOnPage: () => onPage('botpress') },
  chatwoot: { adapter: chatwoot, chatOnPage: () => window },
  crisp: { adapter: crisp, chatOnPage: () => onPage('$crisp') && window },
  'deep-chat': { adapter: deepChat, chatAt: (target) => target },
  'n8n-chat': { adapter: n8nChat },
  tawk: { adapter: tawk, chatOnPage: () => onPage('Tawk_API') },
  'web-chat': { adapter: webChat },
  zendesk: { adapter: zendesk, chatOnPage: () => onPage('zE') },
};

function onPage(name: string): unknown {
  return (window as unknown as Record<string, unknown>)[name];
}

function observedChat(root: Element, { message, messageText, userMessage }: FlowLabelsElement) {
  if (message === '' || userMessage === '') {
    throw new InvalidInputError(
      'it is not known which elements are messages; give their CSS selectors as `message` and `user-message`, or a `widget`',
    );
  }
  return { root, item: message, text: messageText || undefined, role: userMessage };
}
