import type { ChatMessage } from '../live/chat-message';

/** What is used of `window.botpress` (webchat v2 and v3). */
export interface BotpressChat {
  /** Has a function called at an event; what it returns takes the function away, where it returns something. */
  on(event: string, listener: (payload: unknown) => void): unknown;
}

/** What the `message` event brings: of the bot, and, since v3, what the user sent, once it has arrived. */
interface BotpressMessage {
  id?: string;
  authorId?: string;
  direction?: string;
  block?: Block;
  payload?: Block;
  metadata?: { clientMessageId?: string };
}

/** What is shown: a text, or what stands in a bubble, a row or a column. */
interface Block {
  type?: string;
  text?: unknown;
  block?: Block;
  blocks?: readonly Block[];
}

interface Sent {
  id: string;
  text: string;
}

/**
 * Reports the messages of a Botpress webchat from its events `messageSent` and `message`; they bring whole messages,
 * none of the past, and no elements.
 */
export function botpress(chat: BotpressChat, onMessage: (message: ChatMessage) => void): () => void {
  const idOf = new Map<string, string>();
  const users = new Set<string>();
  let awaited: Sent[] = [];
  let unclaimed: string[] = [];
  let count = 0;
  let stopped = false;

  function onSent(payload: unknown): void {
    const text = typeof payload === 'string' ? payload : textOf(payload as Block);
    if (text === '') return;
    // It may have arrived before it is said to be sent.
    const at = unclaimed.indexOf(text);
    if (at >= 0) return void unclaimed.splice(at, 1);
    count += 1;
    const sent = { id: `sent-${count}`, text };
    awaited.push(sent);
    onMessage({ ...sent, role: 'user' });
  }

  function onArrived(payload: unknown): void {
    const message = payload as BotpressMessage;
    const text = textOf(message?.block ?? message?.payload);
    if (text === '' || message.id === undefined) return;
    const role = roleOf(message, text);
    if (role === 'user' && message.authorId !== undefined) users.add(message.authorId);
    onMessage({ id: idOfArrived(message.id, role, text), role, text });
  }

  function roleOf({ authorId, direction, metadata }: BotpressMessage, text: string): ChatMessage['role'] {
    if (direction !== undefined) return direction === 'outgoing' ? 'user' : 'agent';
    if (metadata?.clientMessageId !== undefined || (authorId !== undefined && users.has(authorId))) return 'user';
    // Before the user's author is known, what comes back as it was sent is the user's.
    return authorId !== undefined && users.size === 0 && awaited.some((sent) => sent.text === text) ? 'user' : 'agent';
  }

  /** What arrives of the user is what was sent before, which had no id yet. */
  function idOfArrived(id: string, role: ChatMessage['role'], text: string): string {
    const known = idOf.get(id);
    if (known !== undefined) return known;
    const sent = role === 'user' ? awaited.find((one) => one.text === text) : undefined;
    awaited = awaited.filter((one) => one !== sent);
    if (role === 'user' && !sent) unclaimed.push(text);
    idOf.set(id, sent?.id ?? id);
    return sent?.id ?? id;
  }

  function onConversation(): void {
    awaited = [];
    unclaimed = [];
  }

  const listeners: [string, (payload: unknown) => void][] = [
    ['messageSent', onSent],
    ['message', onArrived],
    ['conversation', onConversation],
  ];
  const undo = listeners.map(([event, listener]) => chat.on(event, (payload) => !stopped && listener(payload)));
  return () => {
    stopped = true;
    for (const off of undo) if (typeof off === 'function') off();
  };
}

/** What is not said but offered, to be clicked. */
const OFFERS = new Set(['button', 'carousel', 'dropdown']);

function textOf(block: Block | undefined): string {
  if (!block || typeof block !== 'object' || OFFERS.has(block.type ?? '')) return '';
  if (typeof block.text === 'string') return block.text.trim();
  const within = [...(block.block ? [block.block] : []), ...(block.blocks ?? [])];
  return within.map(textOf).filter(Boolean).join('\n');
}
