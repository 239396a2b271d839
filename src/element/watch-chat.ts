import { InvalidInputError } from '../contract/errors';
import { showValue } from '../contract/show-value';
import type { FlowLabelsElement } from './flow-labels-element';
import { watchTarget } from './watch-target';
import type { Widget } from './widgets';

/**
 * Calls `onChat` with what gives the chat that an element names, as soon as that is there, and what it returned when the
 * chat is gone. Returns what ends this.
 * @throws InvalidInputError when the element names no chat, or none that its widget can be read from
 */
export function watchChat(
  element: FlowLabelsElement,
  { chatAt, chatOnPage }: Widget,
  onChat: (findChat: () => unknown) => () => void,
): () => void {
  if (element.chat !== undefined) return onChat(() => element.chat);
  if (element.for !== '' && chatAt) {
    return watchTarget(element, element.for, (target) => onChat(() => chatAt(target, element)));
  }
  const chat = chatOnPage?.();
  if (chat !== undefined) return onChat(() => chat);
  const widget = element.widget === '' ? 'the chat' : `the widget ${showValue(element.widget)}`;
  if (chatOnPage) {
    throw new InvalidInputError(
      `${widget} is not on the page yet; call restart() when it is, or set the property chat`,
    );
  }
  throw new InvalidInputError(
    `it is not known where ${widget} is; set the property chat${chatAt ? ', or give a CSS selector as `for`' : ''}`,
  );
}
