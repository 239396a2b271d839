import { OWN_ELEMENT } from '../../live/own-element';
import { flatChildren } from './flat-children';

/** Says whether an element is this package's own. */
export function isOwn(node: Node): boolean {
  return OWN_ELEMENT in node;
}

/** Says whether a node is this package's own, or stands in what is. */
export function standsInOwn(node: Node | null): boolean {
  return node !== null && (isOwn(node) || standsInOwn(node.parentElement));
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
