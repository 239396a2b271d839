// Deeper than widgets nest what they paint.
const MOST_ELEMENTS = 60;

/** Finds what a message's text is painted on within its element; nothing where the text stands on the page. */
export function findBubble(message: Element): Element | undefined {
  const wholeLength = lengthOf(message);
  let left = MOST_ELEMENTS;

  function find(element: Element): Element | undefined {
    left -= 1;
    // What holds less than half of the text is a name, a time or a button.
    if (left < 0 || lengthOf(element) * 2 < wholeLength) return undefined;
    if (isPainted(element)) return element;
    for (const child of element.children) {
      const found = find(child);
      if (found) return found;
    }
    return undefined;
  }

  return find(message);
}

function lengthOf(element: Element): number {
  return element.textContent?.trim().length ?? 0;
}

function isPainted(element: Element): boolean {
  const style = getComputedStyle(element);
  return (
    style.backgroundImage !== 'none' ||
    !/^(transparent|rgba\(.*, 0\))$/.test(style.backgroundColor) ||
    [style.borderTopWidth, style.borderBottomWidth].every((width) => Number.parseFloat(width) > 0)
  );
}
