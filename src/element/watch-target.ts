import { InvalidInputError } from '../contract/errors';
import { showValue } from '../contract/show-value';

/**
 * Calls `onFound` with the element that a selector finds around `element`, as soon as it is there, and what that
 * returned when it is gone; and again with the next one. Returns what ends this.
 * @throws InvalidInputError when the selector is none
 */
export function watchTarget(element: Element, selector: string, onFound: (target: Element) => () => void): () => void {
  const roots = [...new Set([element.getRootNode(), element.ownerDocument])] as ParentNode[];
  let target: Element | undefined;
  let onGone = () => {};

  function find(): Element | undefined {
    for (const root of roots) {
      const found = root.querySelector(selector);
      if (found) return found;
    }
    return undefined;
  }

  function look(): void {
    if (target?.isConnected) return;
    onGone();
    onGone = () => {};
    target = find();
    if (target) onGone = onFound(target);
  }

  try {
    find();
  } catch {
    throw new InvalidInputError(`for is ${showValue(selector)}; give a CSS selector of the chat, such as "#chat"`);
  }
  const observer = new MutationObserver(look);
  for (const root of roots) {
    observer.observe(root, { subtree: true, childList: true, attributes: true, attributeFilter: ['id', 'class'] });
  }
  look();
  return () => {
    observer.disconnect();
    onGone();
  };
}
