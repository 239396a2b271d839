import type { Classifiers } from '../classifiers';
import type { LoadProgress } from '../contract/load-progress';
import type { ChatAdapter } from '../live/chat-adapter';
import type { ChatMessage } from '../live/chat-message';
import type { MessageLabel } from '../live/message-label';
import type { WorkerLike } from '../start-worker';

/** What `flow-label` tells of a message. */
export interface FlowLabelDetail extends MessageLabel {
  /** Whose message it is. */
  role: ChatMessage['role'];
}

/** What `flow-error` tells: that nothing can be labelled, or, with a message, that this one could not. */
export interface FlowErrorDetail {
  error: unknown;
  message?: ChatMessage;
}

/** The events of the element; all bubble and are composed. */
export interface FlowLabelsEvents {
  'flow-label': CustomEvent<FlowLabelDetail>;
  'flow-ready': CustomEvent<{ classifiers: Classifiers }>;
  'flow-progress': CustomEvent<LoadProgress>;
  'flow-error': CustomEvent<FlowErrorDetail>;
}

/** `<flow-labels>`: shows beside each message of a chat what it does. */
export interface FlowLabelsElement extends HTMLElement {
  /** Address of the `classifiers.json`. Reflects `registry`. */
  registry: string;
  /** The classifier of the user's messages; they are not labelled without it. Reflects `user`. */
  user: string;
  /** The classifier of the agent's messages; they are not labelled without it. Reflects `agent`. */
  agent: string;
  /** CSS selector of the chat; it may come later than this element. Reflects `for`. */
  for: string;
  /** Which chat widget that is; any chat whose messages `message` selects without it. Reflects `widget`. */
  widget: string;
  /** CSS selector of a message in the chat. Reflects `message`. */
  message: string;
  /** CSS selector of the text in a message, all of it without one. Reflects `message-text`. */
  messageText: string;
  /** CSS selector of the user's messages. Reflects `user-message`. */
  userMessage: string;
  /** Where worker and runtime lie, where that is not beside the script. Reflects `assets-url`. */
  assetsUrl: string;
  /** WASM threads. Reflects `threads`. */
  threads: number | 'auto';
  /** Whether labels of new messages are read out. Reflects `announce`. */
  announce: boolean;
  /** Reads the chat in place of what `widget` names. */
  // biome-ignore lint/suspicious/noExplicitAny: what an adapter reads is between it and the page.
  adapter: ChatAdapter<any> | undefined;
  /** What the adapter is given in place of the element that `for` selects. */
  chat: unknown;
  /** Creates the worker, for pages that place its script themselves. */
  createWorker: (() => WorkerLike) | undefined;
  /** The newest label of each message, in the order of the messages. */
  readonly labels: readonly MessageLabel[];
  /** Starts anew, as after an error: connects again if need be, and labels the chat as it stands. */
  restart(): void;
  addEventListener<Name extends keyof FlowLabelsEvents>(
    type: Name,
    listener: (this: FlowLabelsElement, event: FlowLabelsEvents[Name]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<Name extends keyof FlowLabelsEvents>(
    type: Name,
    listener: (this: FlowLabelsElement, event: FlowLabelsEvents[Name]) => void,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | EventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'flow-labels': FlowLabelsElement;
  }
}
