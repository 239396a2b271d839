import { findBubble } from './find-bubble';
import { parentOf } from './parent-of';
import { enclose, intersect, overlap, type Rect } from './rect';

/** Where a message stands in the viewport. */
export interface MeasuredMessage {
  /** Its bubble, or its text where that has none. */
  box: Rect;
  hasBubble: boolean;
  /** What the lines of its text take; at least one. */
  lines: readonly Rect[];
  /** The part of the viewport in which it can be seen. */
  clip: Rect;
  isRtl: boolean;
}

/** Measures messages as they stand now; a new one is needed each time the page has changed. */
export interface Ruler {
  /** Gives nothing for a message that is scrolled out of sight. */
  measure(message: Element): MeasuredMessage | undefined;
  /** The z-index that the messages have in the page, and 0 without one. */
  levelOf(message: Element): number;
}

interface Surroundings {
  clip: Rect;
  level: number;
}

const bubbles = new WeakMap<Element, Element | undefined>();

/** Creates a ruler that looks at each element around the messages once. */
export function createRuler(): Ruler {
  const known = new Map<Element | null, Surroundings>();
  const { clientWidth, clientHeight } = document.documentElement;
  const viewport = { left: 0, top: 0, right: clientWidth, bottom: clientHeight };

  function around(element: Element | null): Surroundings {
    const found = known.get(element);
    if (found) return found;
    const surroundings = look(element);
    known.set(element, surroundings);
    return surroundings;
  }

  function look(element: Element | null): Surroundings {
    if (!element || element === document.documentElement) return { clip: viewport, level: 0 };
    const outer = around(parentOf(element));
    const style = getComputedStyle(element);
    const zIndex = Number.parseInt(style.zIndex, 10);
    // The outermost one counts: those within are compared among themselves.
    const level = outer.level || (Number.isNaN(zIndex) ? 0 : zIndex);
    // What is fixed leaves the scrollers that it stands in.
    const clip = style.position === 'fixed' ? viewport : outer.clip;
    const isScroller = element !== document.body && style.display !== 'contents' && style.overflow !== 'visible';
    return { level, clip: isScroller ? intersect(clip, innerRect(element)) : clip };
  }

  return {
    measure(message) {
      const { clip } = around(parentOf(message));
      if (!overlap(message.getBoundingClientRect(), clip)) return undefined;
      const bubble = bubbleOf(message);
      const lines = linesOf(bubble ?? message);
      const box = bubble?.getBoundingClientRect() ?? enclose(lines);
      return {
        box,
        hasBubble: bubble !== undefined,
        lines,
        clip,
        isRtl: getComputedStyle(bubble ?? message).direction === 'rtl',
      };
    },
    levelOf: (message) => around(message).level,
  };
}

function bubbleOf(message: Element): Element | undefined {
  const known = bubbles.get(message);
  if (known?.isConnected) return known;
  const bubble = findBubble(message);
  bubbles.set(message, bubble);
  return bubble;
}

function linesOf(element: Element): readonly Rect[] {
  const range = document.createRange();
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const lines: Rect[] = [];
  while (walker.nextNode()) {
    range.selectNodeContents(walker.currentNode);
    lines.push(...[...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0));
  }
  return lines.length > 0 ? lines : [element.getBoundingClientRect()];
}

/** What shows of an element's content: its box without borders and scroll bars. */
function innerRect(element: Element): Rect {
  const { left, top } = element.getBoundingClientRect();
  const innerLeft = left + element.clientLeft;
  const innerTop = top + element.clientTop;
  return {
    left: innerLeft,
    top: innerTop,
    right: innerLeft + element.clientWidth,
    bottom: innerTop + element.clientHeight,
  };
}
