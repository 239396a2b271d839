import type { ChatMessage } from '../../live/chat-message';
import type { MessageLabel } from '../../live/message-label';
import { createEntry, type Entry } from './create-entry';
import { followPage, type PageFollower } from './follow-page';
import { createRuler } from './measure-message';
import { placeLabel } from './place-label';
import { styleSheetOf } from './style-sheet-of';

/** The labels of a chat, in a shadow tree of their own. */
export interface LabelLayer {
  /** The newest label of each message, in the order in which the messages were noted. */
  readonly labels: readonly MessageLabel[];
  /** Notes a message as it is now; its element is where its label stands. */
  note(message: ChatMessage): void;
  show(label: MessageLabel): void;
  /** Gives the labels of a classifier their names for people. */
  addTitles(classifier: string, titles: Readonly<Record<string, string>>): void;
  setAnnouncing(isAnnouncing: boolean): void;
  /** Takes all labels away, and everything that follows the page. */
  clear(): void;
  /** Belongs to another document from now on. */
  adopt(): void;
}

interface Noted {
  message: ChatMessage;
  label?: MessageLabel;
  entry?: Entry;
}

/** Creates an empty layer in a shadow root. */
export function createLabelLayer(root: ShadowRoot): LabelLayer {
  const beside = createList('beside');
  const list = createList('list');
  // A scroller that holds nothing to focus must itself be reached by keyboard.
  list.tabIndex = 0;
  const section = document.createElement('section');
  section.ariaLabel = 'Message labels';
  section.append(beside, list);
  const announcer = document.createElement('p');
  announcer.className = 'unseen';
  announcer.role = 'status';
  announcer.lang = 'en';
  root.append(section, announcer);

  const noted = new Map<string, Noted>();
  const titles = new Map<string, Readonly<Record<string, string>>>();
  let follower: PageFollower | undefined;
  let isAnnouncing = false;

  /** What is shown of a label: nothing of one that is sure of nothing, or stands for none of the others. */
  function read({ answers: [best], classifier }: MessageLabel): { label: string; title: string } | undefined {
    if (!best || best.other) return undefined;
    return { label: best.answer, title: titles.get(classifier)?.[best.answer] ?? best.answer };
  }

  function render(known: Noted): void {
    const shown = known.label && read(known.label);
    if (!known.label || !shown) {
      known.entry?.node.remove();
      known.entry = undefined;
    } else {
      known.entry ??= createEntry();
      const { message, provisional } = known.label;
      known.entry.show({ message, provisional, ...shown });
      insert(known, known.entry.node);
    }
    list.hidden = list.childElementCount === 0;
    section.hidden = list.hidden && beside.childElementCount === 0;
    follower?.lookSoon();
  }

  function insert(known: Noted, node: HTMLLIElement): void {
    const home = known.message.element ? beside : list;
    const following = [...noted.values()];
    const next = following.slice(following.indexOf(known) + 1).find(({ entry }) => entry?.node.parentElement === home)
      ?.entry?.node;
    if (node.parentElement === home && node.nextElementSibling === (next ?? null)) return;
    if (home === list) node.removeAttribute('style');
    home.insertBefore(node, next ?? null);
  }

  function follow({ element: before }: ChatMessage, { element: now }: ChatMessage): void {
    if (before && before !== now) follower?.remove(before);
    if (!now) return;
    follower ??= followPage(layOut);
    follower.add(now);
  }

  /** Moves every label to its message; reads everything before it writes anything. */
  function layOut(): boolean {
    const shown: [Element, Noted][] = [];
    for (const known of noted.values()) {
      const { element } = known.message;
      const isVisible = element !== undefined && isSeen(element);
      if (element && known.entry) known.entry.node.hidden = !isVisible;
      if (isVisible) shown.push([element, known]);
    }
    const ruler = createRuler();
    const origin = beside.getBoundingClientRect();
    const measured = shown.map(([element, { entry }]) => {
      return { message: ruler.measure(element), entry, size: entry?.node.getBoundingClientRect() };
    });
    const first = shown[0];
    const level = first ? `${Math.min(ruler.levelOf(first[0]) + 1, 2_147_483_647)}` : '';
    const lines = measured.flatMap(({ message }) => message?.lines ?? []);

    let hasMoved = false;
    for (const { message, entry, size } of measured) {
      if (!entry || !size) continue;
      const isMoved = message ? entry.place(placeLabel(size, message, lines), origin, message.clip) : entry.putAway();
      hasMoved ||= isMoved;
    }
    beside.style.setProperty('--level', level);
    return hasMoved;
  }

  function announce(label: MessageLabel): void {
    const { message, provisional } = label;
    const shown = read(label);
    if (!isAnnouncing || provisional || message.history || !shown) return;
    announcer.textContent = `Label of the ${message.role}’s message: ${shown.title}`;
  }

  const layer: LabelLayer = {
    get labels() {
      // Since it was labelled, the message may have been rendered again.
      return [...noted.values()].flatMap(({ message: { element }, label }) =>
        label ? [{ ...label, message: { ...label.message, element } }] : [],
      );
    },
    note(message) {
      const known = noted.get(message.id);
      follow(known?.message ?? message, message);
      if (!known) {
        noted.set(message.id, { message });
        return;
      }
      const isElsewhere = Boolean(known.message.element) !== Boolean(message.element);
      known.message = message;
      if (isElsewhere) render(known);
    },
    show(label) {
      const known = noted.get(label.message.id);
      if (!known) return;
      known.label = label;
      render(known);
      announce(label);
    },
    addTitles(classifier, given) {
      titles.set(classifier, given);
      for (const known of noted.values()) if (known.label?.classifier === classifier) render(known);
    },
    setAnnouncing(wanted) {
      isAnnouncing = wanted;
      announcer.textContent = '';
    },
    clear() {
      follower?.stop();
      follower = undefined;
      noted.clear();
      beside.replaceChildren();
      list.replaceChildren();
      list.hidden = true;
      section.hidden = true;
      announcer.textContent = '';
    },
    adopt() {
      const sheet = styleSheetOf(root.ownerDocument);
      root.adoptedStyleSheets = sheet ? [sheet] : [];
    },
  };
  layer.adopt();
  layer.clear();
  return layer;
}

function createList(name: string): HTMLOListElement {
  const list = document.createElement('ol');
  list.className = name;
  list.setAttribute('part', name);
  // Without it, Safari forgets that a list without bullets is one.
  list.role = 'list';
  return list;
}

function isSeen(element: Element): boolean {
  if (!element.isConnected) return false;
  return element.checkVisibility?.({ opacityProperty: true, visibilityProperty: true }) ?? true;
}
