import type { ChatMessage } from '../live/chat-message';
import type { ShownItem } from './observing/align-messages';
import { findShadowRoots, findShown, isOwn, standsInOwn } from './observing/find-shown';
import { paceReads } from './observing/pace-reads';
import { placeItems, type Stretch } from './observing/place-items';
import { readText } from './observing/read-text';

/** Where the messages of a chat stand in a page. */
export interface ObservedChat {
  /** What the messages stand in, at any depth, open shadow roots included. It must outlive the chat's re-renders. */
  root: Element | Document | ShadowRoot;
  /** Selects the element of each message; of nested matches the outermost counts. */
  item: string;
  /** Selects the text within a message, or reads it. Default: all its text but buttons. */
  text?: string | ((item: Element) => string);
  /** Selects the user's messages, all others being the agent's; or says whose one is: `undefined` leaves it out. */
  role: string | ((item: Element) => ChatMessage['role'] | undefined);
}

/** A text that has not changed for so long is whole. */
const SETTLED_MS = 300;
/** More messages than this in one change of the page were not written, but loaded. */
const MOST_WRITTEN_AT_ONCE = 3;

interface Observed extends ShownItem {
  id: string;
  element: Element;
  history: boolean;
  growing: boolean;
  settling?: ReturnType<typeof setTimeout>;
}

/**
 * Reads any chat from what its page shows. A message is `growing` until its text has stood for 300 ms; one that is
 * rendered again stays the same message.
 */
export function observe(chat: ObservedChat, onMessage: (message: ChatMessage) => void): () => void {
  let stretches: readonly Stretch<Observed>[] = [];
  let shown = new Set<Observed>();
  let count = 0;
  let started = false;
  let changes = 0;
  const reads = paceReads(read);
  const watchedRoots = new WeakSet<Node>();
  const awaitedNames = new Set<string>();
  const observer = new MutationObserver((records) => {
    if (!records.some(isOfChat)) return;
    changes += 1;
    reads.soon();
  });

  function read(): void {
    watchRoots();
    const items = readItems(chat);
    const created: Observed[] = [];
    const placement = placeItems(stretches, items, (item, older) => {
      count += 1;
      const element = item.element as Element;
      const message = { ...item, id: `message-${count}`, element, growing: true, history: older || !started };
      created.push(message);
      return message;
    });
    if (created.length > MOST_WRITTEN_AT_ONCE * Math.max(changes, 1))
      for (const message of created) message.history = true;
    changes = 0;
    stretches = placement.stretches;
    started = true;

    const now = new Set(placement.messages);
    // What is taken away before it is whole waits until it is shown again.
    for (const message of shown) if (!now.has(message)) clearTimeout(message.settling);
    placement.messages.forEach((message, at) => {
      const item = items[at] as ShownItem & { element: Element };
      update(message, item, created.includes(message));
    });
    shown = now;
  }

  function update(message: Observed, item: ShownItem & { element: Element }, isNew: boolean): void {
    const grown = isNew || message.text !== item.text;
    const moved = message.element !== item.element;
    const back = message.growing && !shown.has(message);
    message.text = item.text;
    message.element = item.element;
    if (grown) message.growing = true;
    if (grown || back) {
      clearTimeout(message.settling);
      message.settling = setTimeout(() => {
        message.growing = false;
        report(message);
      }, SETTLED_MS);
    }
    if (grown || moved) report(message);
  }

  function report({ id, role, text, growing, history, element }: Observed): void {
    // What was there before is not being written: half of it is nothing to look at.
    if (growing && history) return;
    onMessage({ id, role, text, growing, history, element });
  }

  function watchRoots(): void {
    for (const root of [chat.root, ...findShadowRoots(chat.root)]) {
      if (!watchedRoots.has(root)) {
        watchedRoots.add(root);
        observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
      }
      // An element that is defined later gets its shadow root without any change that an observer sees.
      for (const { localName } of root.querySelectorAll(':not(:defined)')) {
        if (!localName.includes('-') || awaitedNames.has(localName)) continue;
        awaitedNames.add(localName);
        void customElements.whenDefined(localName).then(reads.soon);
      }
    }
  }

  reads.now();
  return () => {
    reads.stop();
    observer.disconnect();
    for (const message of shown) clearTimeout(message.settling);
  };
}

function readItems(chat: ObservedChat): (ShownItem & { element: Element })[] {
  return findShown(chat.root, chat.item).flatMap((element) => {
    const role = roleOf(chat, element);
    const text = textOf(chat, element);
    return role === undefined || text === '' ? [] : [{ element, role, text }];
  });
}

function roleOf({ role }: ObservedChat, item: Element): ChatMessage['role'] | undefined {
  if (typeof role === 'function') return role(item);
  return item.matches(role) || findShown(item, role).length > 0 ? 'user' : 'agent';
}

function textOf({ text }: ObservedChat, item: Element): string {
  if (text === undefined) return readText(item);
  if (typeof text === 'function') return text(item).trim();
  return findShown(item, text).map(readText).join('\n').trim();
}

/** Says whether a change may change what the chat says: styles, and what this package adds, do not. */
function isOfChat({ type, target, attributeName, addedNodes, removedNodes }: MutationRecord): boolean {
  if (standsInOwn(target)) return false;
  if (type === 'attributes') return attributeName !== 'style';
  if (type === 'childList') return [...addedNodes, ...removedNodes].some((node) => !isOwn(node));
  return true;
}
