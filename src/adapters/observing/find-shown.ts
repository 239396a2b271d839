import { flatChildren } from './flat-children';

/** The element of this package: what it adds to a chat is no part of the chat. */
const OWN_ELEMENT = 'flow-labels';

/** Says whether an element is this package's own. */
export function isOwn(node: Node): boolean {
  return node.nodeName.toLowerCase() === OWN_ELEMENT;
}

/** Finds what matches a selector, outermost only, in the order in which it is shown, through open shadow roots. */
export function findShown(root: Node, selector: string): Element[] {
  return flatChildren(root).flatMap((child) => {
    if (!(child instanceof Element) || isOwn(child)) return [];
    return child.matches(selector) ? [child] : findShown(child, selector);
  });
}

/** Lists the open shadow roots below a node, nested ones too. */
export function findShadowRoots(root: Node): ShadowRoot[] {
  const own = root instanceof Element && root.shadowRoot ? [root.shadowRoot] : [];
  const below = flatChildren(root).flatMap((child) =>
    child instanceof Element && !isOwn(child) ? findShadowRoots(child) : [],
  );
  return [...own, ...below];
}
