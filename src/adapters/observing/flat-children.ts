/** Lists the children of a node as they are shown: inside an open shadow root, with slots filled. */
export function flatChildren(node: Node): readonly Node[] {
  if (!(node instanceof Element)) return [...node.childNodes];
  if (node.shadowRoot) return [...node.shadowRoot.childNodes];
  if (node instanceof HTMLSlotElement) {
    const assigned = node.assignedNodes();
    if (assigned.length > 0) return assigned;
  }
  return [...node.childNodes];
}
