/** What is shown at one place of a chat. */
export interface ShownItem {
  element: object;
  role: 'user' | 'agent';
  text: string;
}

/** A known message and the shown item that is it, as their places in the two lists. */
export type Pair = readonly [known: number, shown: number];

/** Up to here every known message is compared with every shown item; above, equal beginnings and ends go first. */
const MAX_COMPARISONS = 1_000_000;

/**
 * Pairs known messages with shown items so that both keep their order and as much as possible stays what it was: a
 * text that stands as it stood, or one that has grown.
 */
export function alignMessages(known: readonly ShownItem[], shown: readonly ShownItem[]): Pair[] {
  const changed = alignChanged(known, shown);
  const kept = changed.filter(([at, of]) => known[at]?.element === shown[of]?.element);
  if (kept.length * 2 >= changed.length) return changed;
  // Elements that are reused say nothing: then the list has rather moved as a whole than changed in many places.
  const window = findWindow(known, shown);
  return window.length * 2 > Math.min(known.length, shown.length) ? window : changed;
}

/** Pairs a part of a list with what is shown, where the one lies on the other without a difference. */
function findWindow(known: readonly ShownItem[], shown: readonly ShownItem[]): Pair[] {
  let best: Pair[] = [];
  let bestLikeness = 0;
  for (let ahead = known.length - 1; ahead > -shown.length; ahead -= 1) {
    const start = Math.max(ahead, 0);
    const end = Math.min(known.length, shown.length + ahead);
    if (end - start < best.length) continue;
    let sum = 0;
    let at = start;
    for (; at < end; at += 1) {
      const like = likeness(known[at] as ShownItem, shown[at - ahead] as ShownItem);
      if (like < SAME_TEXT) break;
      sum += like;
    }
    if (at < end || sum <= bestLikeness) continue;
    bestLikeness = sum;
    best = Array.from({ length: end - start }, (_, pair): Pair => [start + pair, start + pair - ahead]);
  }
  return best;
}

/** As {@link alignMessages}, where something was added, taken away or changed between. */
function alignChanged(known: readonly ShownItem[], shown: readonly ShownItem[]): Pair[] {
  const large = known.length * shown.length > MAX_COMPARISONS;
  const unchanged = (at: number, of: number) => {
    const [before, now] = [known[at], shown[of]];
    return before && now && likeness(before, now) >= (large ? SAME_TEXT : SAME_TEXT + SAME_ELEMENT);
  };
  let head = 0;
  while (unchanged(head, head)) head += 1;
  let tail = 0;
  const rest = Math.min(known.length, shown.length) - head;
  while (tail < rest && unchanged(known.length - 1 - tail, shown.length - 1 - tail)) tail += 1;

  const between = alignAll(known.slice(head, known.length - tail), shown.slice(head, shown.length - tail));
  return [
    ...Array.from({ length: head }, (_, at): Pair => [at, at]),
    ...between.map(([at, of]): Pair => [at + head, of + head]),
    ...Array.from({ length: tail }, (_, at): Pair => [known.length - tail + at, shown.length - tail + at]),
  ];
}

const SAME_TEXT = 3;
const GROWN = 2;
const SAME_ELEMENT = 1;

/** How surely an item shows a known message: 0 if it does not. */
function likeness(known: ShownItem, shown: ShownItem): number {
  if (known.role !== shown.role) return 0;
  const sameElement = known.element === shown.element ? SAME_ELEMENT : 0;
  if (known.text === shown.text) return SAME_TEXT + sameElement;
  return shown.text.startsWith(known.text) ? GROWN + sameElement : 0;
}

/** The heaviest common subsequence, by the textbook's table. */
function alignAll(known: readonly ShownItem[], shown: readonly ShownItem[]): Pair[] {
  const width = shown.length + 1;
  const best = new Uint32Array((known.length + 1) * width);
  const bestFrom = (at: number, of: number) => best[at * width + of] ?? 0;
  for (let at = known.length - 1; at >= 0; at -= 1) {
    for (let of = shown.length - 1; of >= 0; of -= 1) {
      const like = likeness(known[at] as ShownItem, shown[of] as ShownItem);
      const paired = like > 0 ? like + bestFrom(at + 1, of + 1) : 0;
      best[at * width + of] = Math.max(paired, bestFrom(at + 1, of), bestFrom(at, of + 1));
    }
  }
  const pairs: Pair[] = [];
  let [at, of] = [0, 0];
  while (bestFrom(at, of) > 0) {
    if (bestFrom(at, of) === bestFrom(at + 1, of)) at += 1;
    else if (bestFrom(at, of) === bestFrom(at, of + 1)) of += 1;
    else {
      pairs.push([at, of]);
      [at, of] = [at + 1, of + 1];
    }
  }
  return pairs;
}
