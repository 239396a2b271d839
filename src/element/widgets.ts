import { observe } from '../adapters/observe';
import { InvalidInputError } from '../contract/errors';
import type { ChatAdapter } from '../live/chat-adapter';
import type { FlowLabelsElement } from './flow-labels-element';

/** How a chat is read. */
export interface Widget {
  // biome-ignore lint/suspicious/noExplicitAny: what an adapter reads is between it and who calls `chatOf`.
  adapter: ChatAdapter<any>;
  /** What the adapter is given for the element that `for` selects; that element itself without it. */
  chatOf?(target: Element, element: FlowLabelsElement): unknown;
}

/** The adapters by the names that the attribute `widget` takes; "" is any chat. */
export const widgets: Readonly<Record<string, Widget>> = {
  '': {
    adapter: observe,
    chatOf(root, { message, messageText, userMessage }) {
      if (message === '' || userMessage === '') {
        throw new InvalidInputError(
          'it is not known which elements are messages; give their CSS selectors as `message` and `user-message`, or a `widget`',
        );
      }
      return { root, item: message, text: messageText || undefined, role: userMessage };
    },
  },
};
