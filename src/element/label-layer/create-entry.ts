import type { ChatMessage } from '../../live/chat-message';
import type { Rect } from './rect';

/** What the label of a message says. */
export interface EntryContent {
  message: ChatMessage;
  label: string;
  title: string;
  provisional: boolean;
}

/** One message's label: what the message says in short, and what that does. */
export interface Entry {
  readonly node: HTMLLIElement;
  show(content: EntryContent): void;
  /** Places it at a point; only the part within `clip` is seen. Tells whether it has moved. */
  place(at: Rect, origin: { left: number; top: number }, clip: Rect): boolean;
  /** Leaves it to be read by a screen reader alone, since its message is scrolled out of sight. */
  putAway(): boolean;
}

const SHORT_LENGTH = 48;

/** Creates a label that says nothing yet. */
export function createEntry(): Entry {
  const quote = createPart('span', 'quote');
  const hint = document.createElement('span');
  hint.className = 'unseen';
  hint.lang = 'en';
  const title = createPart('bdi', 'title');
  const chip = createPart('span', 'label');
  chip.append(hint, title);
  const node = createPart('li', 'entry');
  node.append(quote, ' ', chip);
  let placed = '';

  function move(transform: string, clipPath: string): boolean {
    const wanted = `${transform} ${clipPath}`;
    if (wanted === placed) return false;
    placed = wanted;
    node.style.setProperty('translate', transform);
    node.style.setProperty('clip-path', clipPath);
    return true;
  }

  return {
    node,
    show({ message, label, title: text, provisional }) {
      quote.textContent = `“${shorten(message.text)}”`;
      quote.dir = 'auto';
      hint.textContent = provisional ? 'first guess: ' : '';
      title.textContent = text;
      chip.setAttribute('part', `label ${message.role}${provisional ? ' provisional' : ''}`);
      Object.assign(node.dataset, { role: message.role, flowLabel: label, flowMessage: message.id });
      node.toggleAttribute('data-flow-provisional', provisional);
    },
    place(at, origin, clip) {
      node.removeAttribute('data-away');
      const cuts = [clip.top - at.top, at.right - clip.right, at.bottom - clip.bottom, clip.left - at.left];
      // Uncut, so that its shadow is not cut either.
      const isWhole = cuts.every((cut) => cut <= 0);
      const insets = cuts.map((cut) => `${Math.max(0, Math.round(cut))}px`).join(' ');
      return move(
        `${Math.round(at.left - origin.left)}px ${Math.round(at.top - origin.top)}px`,
        isWhole ? 'none' : `inset(${insets})`,
      );
    },
    putAway() {
      node.toggleAttribute('data-away', true);
      return move('0px 0px', 'inset(50%)');
    },
  };
}

function createPart<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, part: string): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  element.className = part;
  element.setAttribute('part', part);
  return element;
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const letters = [...line];
  return letters.length <= SHORT_LENGTH
    ? line
    : `${letters
        .slice(0, SHORT_LENGTH - 1)
        .join('')
        .trimEnd()}…`;
}
