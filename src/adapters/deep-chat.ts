import type { ChatMessage } from '../live/chat-message';
import type { ShownItem } from './observing/align-messages';
import { paceReads } from './observing/pace-reads';
import { placeItems, type Stretch } from './observing/place-items';
import { readText } from './observing/read-text';

/** What is read of a `<deep-chat>` element (deep-chat 2.x). */
export interface DeepChatElement extends HTMLElement {
  /** All messages of the chat, oldest first; it is there when the element is defined. */
  getMessages?(): { role?: string; text?: string; html?: string }[];
}

interface Said extends ShownItem {
  id: string;
  history: boolean;
  growing: boolean;
  reported?: { text: string; growing: boolean; element: Element | undefined };
}

/** A bubble of a message; those of the intro and of errors are not among the messages. */
const BUBBLES = ':is(.text-message, .html-message):not(.deep-chat-intro *)';
/** Marks a bubble into which an answer is being streamed. */
const STREAMED = 'streamed-message';

/**
 * Reports the messages of a `<deep-chat>` element: by its `message` event, and by what changes in its shadow root while
 * an answer is streamed. Its messages have no ids; they are known again by their text and place.
 */
export function deepChat(chat: DeepChatElement, onMessage: (message: ChatMessage) => void): () => void {
  let stretches: readonly Stretch<Said>[] = [];
  let count = 0;
  let asHistory = true;
  let stopped = false;
  const reads = paceReads(read);
  const observer = new MutationObserver(reads.soon);

  function read(): void {
    const items = readMessages(chat);
    const placement = placeItems(stretches, items, (item, older): Said => {
      count += 1;
      return { ...item, id: `message-${count}`, history: older || asHistory, growing: false };
    });
    stretches = placement.stretches;
    asHistory = false;
    placement.messages.forEach((message, at) => {
      Object.assign(message, items[at]);
      report(message);
    });
  }

  function report(message: Said): void {
    const { id, role, text, growing, history, reported } = message;
    const element = message.element instanceof Element ? message.element : undefined;
    if (reported && reported.text === text && reported.growing === growing && reported.element === element) return;
    message.reported = { text, growing, element };
    onMessage({ id, role, text, growing, history, element });
  }

  const onEvent = (event: Event) => {
    asHistory = (event as CustomEvent<{ isHistory?: boolean }>).detail?.isHistory ?? false;
    reads.now();
  };

  function start(): void {
    if (stopped || !chat.shadowRoot) return;
    observer.observe(chat.shadowRoot, { subtree: true, childList: true, characterData: true });
    reads.now();
  }

  chat.addEventListener('message', onEvent);
  if (chat.shadowRoot) start();
  else void customElements.whenDefined(chat.localName).then(start);
  return () => {
    stopped = true;
    reads.stop();
    observer.disconnect();
    chat.removeEventListener('message', onEvent);
  };
}

function readMessages(chat: DeepChatElement): (ShownItem & { growing: boolean })[] {
  const messages = chat.getMessages?.() ?? [];
  const bubbles = [...(chat.shadowRoot?.querySelectorAll(BUBBLES) ?? [])];
  const counts = messages.map(({ text, html }) => Number(isText(text)) + Number(isText(html)));
  // Where it shows another number of bubbles, as when it hides older ones, nobody can tell whose they are.
  const known = bubbles.length === counts.reduce((sum, of) => sum + of, 0);
  let next = 0;
  return messages.flatMap(({ role, text, html }, at) => {
    const element = known ? bubbles[next] : undefined;
    next += counts[at] ?? 0;
    const said = isText(text) ? text.trim() : isText(html) ? readHtml(html) : '';
    if (said === '') return [];
    const growing = (element ?? bubbles.at(at - messages.length))?.classList.contains(STREAMED) ?? false;
    return [
      { element: element ?? {}, role: role === 'user' ? ('user' as const) : ('agent' as const), text: said, growing },
    ];
  });
}

function isText(text: string | undefined): text is string {
  return typeof text === 'string' && text !== '';
}

function readHtml(html: string): string {
  return readText(new DOMParser().parseFromString(html, 'text/html').body);
}
