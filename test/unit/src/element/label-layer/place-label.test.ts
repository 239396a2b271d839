import { describe, expect, it } from 'vitest';
import type { MeasuredMessage } from '../../../../../src/element/label-layer/measure-message';
import { placeLabel } from '../../../../../src/element/label-layer/place-label';
import { overlap, type Rect } from '../../../../../src/element/label-layer/rect';

const SIZE = { width: 100, height: 20 };
const CLIP = { left: 0, top: 0, right: 400, bottom: 600 };

const rect = (left: number, top: number, right: number, bottom: number): Rect => ({ left, top, right, bottom });

/** A bubble with 10 pixels around its text. */
function message(box: Rect, more: Partial<MeasuredMessage> = {}): MeasuredMessage {
  const text = rect(box.left + 10, box.top + 10, box.right - 10, box.bottom - 10);
  return { box, hasBubble: true, lines: [text], clip: CLIP, isRtl: false, ...more };
}

describe('a label', () => {
  it('stands on the lower edge of its bubble, at the side on which that stands', () => {
    const agent = message(rect(10, 100, 250, 150));
    const user = message(rect(150, 100, 390, 150));
    expect(placeLabel(SIZE, agent, agent.lines)).toEqual(rect(20, 143, 120, 163));
    expect(placeLabel(SIZE, user, user.lines)).toEqual(rect(280, 143, 380, 163));
  });

  it('stands where lines begin, below a message as wide as the chat', () => {
    const box = rect(10, 100, 390, 150);
    expect(placeLabel(SIZE, message(box), []).left).toBe(20);
    expect(placeLabel(SIZE, message(box, { isRtl: true }), []).right).toBe(380);
  });

  it('stands beside a text that has no bubble, and below one as wide as the chat', () => {
    const short = message(rect(10, 100, 250, 120), { hasBubble: false });
    expect(placeLabel(SIZE, short, [short.box])).toEqual(rect(256, 100, 356, 120));
    const box = rect(10, 100, 390, 120);
    const wide = message(box, { hasBubble: false, lines: [box] });
    expect(placeLabel(SIZE, wide, [box]).top).toBeGreaterThanOrEqual(120);
  });

  it('moves up, and then beside its bubble, where the next text is near', () => {
    const first = message(rect(10, 100, 250, 150));
    const near = rect(10, 162, 250, 180);
    const nearer = rect(10, 155, 250, 180);
    expect(placeLabel(SIZE, first, [...first.lines, near])).toEqual(rect(20, 141, 120, 161));
    const beside = placeLabel(SIZE, first, [...first.lines, nearer]);
    expect(beside.left).toBeGreaterThanOrEqual(250);
    expect([...first.lines, nearer].some((line) => overlap(beside, line))).toBe(false);
  });

  it('stays within its scroller below the last message, as far as the text lets it', () => {
    const last = message(rect(10, 540, 250, 598));
    const placed = placeLabel(SIZE, last, last.lines);
    expect(placed.bottom).toBeLessThanOrEqual(600);
    expect(last.lines.some((line) => overlap(placed, line))).toBe(false);
  });

  it('stands behind a short last line where there is no room below and beside', () => {
    const lines = [rect(120, 550, 380, 568), rect(120, 572, 200, 590)];
    const last = message(rect(90, 540, 390, 598), { lines });
    const placed = placeLabel(SIZE, last, lines);
    expect(placed).toEqual(rect(280, 578, 380, 598));
    const rtl = lines.map((line) => ({ ...line, left: 480 - line.right, right: 480 - line.left }));
    expect(placeLabel(SIZE, message(rect(90, 540, 390, 598), { lines: rtl, isRtl: true }), rtl).left).toBe(100);
  });

  it('stays within its scroller to the sides', () => {
    const narrow = message(rect(380, 100, 399, 130), { lines: [rect(385, 105, 395, 125)] });
    expect(placeLabel({ width: 398, height: 20 }, narrow, []).left).toBeGreaterThanOrEqual(0);
  });
});
