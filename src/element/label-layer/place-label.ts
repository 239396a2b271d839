import type { MeasuredMessage } from './measure-message';
import { enclose, overlap, type Rect } from './rect';

/** How wide and high a label is, in CSS pixels. */
export interface LabelSize {
  width: number;
  height: number;
}

// From the bubble's corner, so that the label stands on its straight edge.
const INSET = 10;
// Between bubble and label where they stand side by side.
const GAP = 6;
// How much of its height a label on the edge has within the bubble: less is lighter, more needs less room below.
const SHARES_WITHIN = [0.35, 0.5];
// What two distances from the sides may differ by and still be the same.
const TOLERANCE = 8;

/**
 * Chooses where a message's label stands: on the lower edge of its bubble; where it would cover one of the page's `lines`
 * of text there, beside the bubble; or else behind its last line. Text without a bubble has no edge to see, so there it
 * rather stands beside.
 */
export function placeLabel(size: LabelSize, message: MeasuredMessage, lines: readonly Rect[]): Rect {
  const { box, hasBubble, clip, isRtl } = message;
  const isAtRight = standsAtRight(message);
  const within = (left: number) => Math.max(clip.left, Math.min(left, clip.right - size.width));

  const edgeLeft = within(isAtRight ? box.right - INSET - size.width : box.left + INSET);
  const edges = SHARES_WITHIN.map((share) => rectAt(edgeLeft, edgeTop(size, message, share), size));

  const boxHeight = box.bottom - box.top;
  const besideTop = boxHeight < 2.5 * size.height ? (box.top + box.bottom - size.height) / 2 : box.bottom - size.height;
  const beside = rectAt(isAtRight ? box.left - GAP - size.width : box.right + GAP, besideTop, size);

  const cornerLeft = within(isRtl ? box.left + INSET : box.right - INSET - size.width);
  const corner = rectAt(cornerLeft, Math.min(box.bottom, clip.bottom) - size.height, size);

  const isFree = (place: Rect) =>
    place.left >= clip.left &&
    place.right <= clip.right &&
    // One that its scroller cuts is read again when the message is in full sight.
    (place.bottom <= clip.bottom || box.bottom > clip.bottom) &&
    !lines.some((line) => overlap(place, line));
  const places = hasBubble ? [...edges, beside, corner] : [beside, ...edges, corner];
  return places.find(isFree) ?? (edges.at(-1) as Rect);
}

function edgeTop({ height }: LabelSize, { box, lines, clip }: MeasuredMessage, shareWithin: number): number {
  const textBottom = enclose(lines).bottom;
  const top = Math.max(textBottom + 1, box.bottom - height * shareWithin);
  // The last message may end where its scroller does.
  return box.bottom <= clip.bottom ? Math.max(textBottom, Math.min(top, clip.bottom - height)) : top;
}

function standsAtRight({ box, clip, isRtl }: MeasuredMessage): boolean {
  const roomLeft = box.left - clip.left;
  const roomRight = clip.right - box.right;
  return Math.abs(roomLeft - roomRight) <= TOLERANCE ? isRtl : roomLeft > roomRight;
}

function rectAt(left: number, top: number, { width, height }: LabelSize): Rect {
  return { left, top, right: left + width, bottom: top + height };
}
