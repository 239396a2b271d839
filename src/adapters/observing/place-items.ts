import { alignMessages, type Pair, type ShownItem } from './align-messages';

/**
 * Messages that are known to stand one after another. Of a list that shows a window of a long chat there may be
 * several, until the window has been where they meet.
 */
export type Stretch<Message extends ShownItem> = readonly Message[];

/** A message of each shown item, and the stretches as they are now known. */
export interface Placement<Message extends ShownItem> {
  messages: readonly Message[];
  stretches: readonly Stretch<Message>[];
}

/**
 * Finds the known message of each shown item, and has a message created for an item that shows none: one that appears
 * where a known one follows is `older` than what was known.
 */
export function placeItems<Message extends ShownItem>(
  stretches: readonly Stretch<Message>[],
  shown: readonly ShownItem[],
  create: (item: ShownItem, older: boolean) => Message,
): Placement<Message> {
  if (shown.length === 0) return { messages: [], stretches };
  const met = meetStretches(stretches, shown);
  const known: Message[] = met.flatMap(({ stretch }) => stretch);
  const messages: (Message | undefined)[] = shown.map(() => undefined);
  for (const { stretch, pairs } of met) for (const [at, of] of pairs) messages[of] = stretch[at];
  findRewritten(known, shown, messages);

  const last = messages.findLastIndex((message) => message !== undefined);
  const first = messages.find((message) => message !== undefined);
  let place = first ? known.indexOf(first) : 0;
  const placed = shown.map((item, of) => {
    const message = messages[of];
    if (message) {
      place = known.indexOf(message) + 1;
      return message;
    }
    const created = create(item, of < last);
    known.splice(place, 0, created);
    place += 1;
    return created;
  });
  const others = stretches.filter((stretch) => !met.some((one) => one.stretch === stretch));
  return { messages: placed, stretches: [...others, known] };
}

interface Meeting<Message extends ShownItem> {
  stretch: Stretch<Message>;
  pairs: Pair[];
}

/** The stretches of which the window shows something, in the window's order. */
function meetStretches<Message extends ShownItem>(
  stretches: readonly Stretch<Message>[],
  shown: readonly ShownItem[],
): Meeting<Message>[] {
  const all = stretches
    .map((stretch) => ({ stretch, pairs: alignMessages(stretch, shown) }))
    .filter((meeting) => isConvincing(meeting, shown));
  const most = Math.max(...all.map(({ pairs }) => pairs.length));
  const best = all.find(({ pairs }) => pairs.length === most);
  if (!best) return [];

  // A window shows neighbours: what stands before one stretch in it can only be another's end, what follows its beginning.
  const others = stretches.filter((stretch) => stretch !== best.stretch);
  const [firstKnown, firstShown] = best.pairs[0] as Pair;
  const [lastKnown, lastShown] = best.pairs.at(-1) as Pair;
  const before = firstKnown === 0 ? meetStretches(others, shown.slice(0, firstShown)) : [];
  const left = others.filter((stretch) => !before.some((meeting) => meeting.stretch === stretch));
  const after = lastKnown === best.stretch.length - 1 ? meetStretches(left, shown.slice(lastShown + 1)) : [];
  const beforeLast = before.at(-1);
  return [
    ...(beforeLast?.pairs.at(-1)?.[0] === (beforeLast?.stretch.length ?? 0) - 1 ? before : []),
    best,
    ...(after[0]?.pairs[0]?.[0] === 0 ? after.map((meeting) => shiftShown(meeting, lastShown + 1)) : []),
  ];
}

function shiftShown<Message extends ShownItem>({ stretch, pairs }: Meeting<Message>, by: number): Meeting<Message> {
  return { stretch, pairs: pairs.map(([at, of]): Pair => [at, of + by]) };
}

/** Whether what agrees places the window: a short text that happens to stand in both does not. */
function isConvincing<Message extends ShownItem>(
  { stretch, pairs }: Meeting<Message>,
  shown: readonly ShownItem[],
): boolean {
  const [first, last] = [pairs[0], pairs.at(-1)];
  if (!first || !last) return false;
  if (pairs.some(([at, of]) => stretch[at]?.element === shown[of]?.element)) return true;
  if (pairs.length * 2 >= Math.min(stretch.length, shown.length)) return true;
  const startsTogether = first[0] === 0 || first[1] === 0;
  const endsTogether = last[0] === stretch.length - 1 || last[1] === shown.length - 1;
  const unbroken = last[0] - first[0] === pairs.length - 1 && last[1] - first[1] === pairs.length - 1;
  return startsTogether && endsTogether && unbroken;
}

/**
 * A text that changed altogether in its element, while both neighbours stayed, is the same message written anew: a
 * placeholder that got its answer, or markup that took another form. Where elements are reused the neighbours move.
 */
function findRewritten<Message extends ShownItem>(
  known: readonly Message[],
  shown: readonly ShownItem[],
  messages: (Message | undefined)[],
): void {
  shown.forEach((item, of) => {
    if (messages[of]) return;
    const at = known.findIndex(({ element, role }) => element === item.element && role === item.role);
    const message = known[at];
    if (!message || messages.includes(message)) return;
    const staysAfter = of === 0 ? at === 0 : messages[of - 1] !== undefined && messages[of - 1] === known[at - 1];
    const staysBefore =
      of === shown.length - 1
        ? at === known.length - 1
        : messages[of + 1] !== undefined && messages[of + 1] === known[at + 1];
    if (staysAfter && staysBefore) messages[of] = message;
  });
}
