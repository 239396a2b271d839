import type { ConnectOptions } from '../connect-classifiers';
import { shareClassifiers } from '../share-classifiers';
import type { ChatMessage } from './chat-message';
import { labelChat } from './label-chat';
import type { MessageLabel } from './message-label';
import { watchMessages } from './watch-messages';

/** What is known of a list of messages at one moment; another object whenever it changes. */
export interface FlowLabels {
  /** The latest label of each message by its `id`; what is not labelled yet, or by no classifier, is not there. */
  readonly labels: ReadonlyMap<string, MessageLabel>;
  /** The registry is read and the worker is up; models load on first use. */
  readonly ready: boolean;
  /** What failed last, connecting or labelling; absent when nothing did, and again when a label comes. */
  readonly error?: unknown;
}

/** Who labels a list of messages, and where the registry lies. */
export interface TrackingOptions extends Omit<ConnectOptions, 'signal'> {
  /** The classifier of the user's messages; they are not labelled without it. */
  user?: string;
  /** The classifier of the agent's messages; they are not labelled without it. */
  agent?: string;
}

/** Labels a list of messages that its owner keeps up to date. */
export interface MessageTracker {
  readonly state: () => FlowLabels;
  readonly subscribe: (onChange: () => void) => () => void;
  /**
   * Starts to label with a worker shared by all on the page, and returns what ends it, gives the share back and
   * forgets the labels; one start at a time.
   * @throws InvalidInputError when an option is not what it may be
   */
  readonly start: (options: TrackingOptions) => () => void;
  /** Takes the list as it is now. */
  readonly update: (messages: ChatMessage[]) => void;
}

const NOTHING: FlowLabels = { labels: new Map(), ready: false };

/** Creates a tracker; it does nothing, and needs no browser, until it is started. */
export function createMessageTracker(): MessageTracker {
  const listeners = new Set<() => void>();
  let current = NOTHING;
  let messages: ChatMessage[] = [];
  let report: (() => void) | undefined;

  const list = {
    read: () => messages,
    subscribe(onChange: () => void) {
      report = onChange;
      return () => {
        report = undefined;
      };
    },
  };

  function become(next: FlowLabels): void {
    if (next === current) return;
    current = next;
    for (const listener of listeners) listener();
  }

  return {
    state: () => current,
    subscribe(onChange) {
      listeners.add(onChange);
      return () => void listeners.delete(onChange);
    },
    start({ user, agent, ...connection }) {
      const { classifiers, release } = shareClassifiers(connection);
      const ending = new AbortController();
      const unlessEnded = (change: () => FlowLabels) => {
        if (!ending.signal.aborted) become(change());
      };
      classifiers.then(
        () => unlessEnded(() => ({ ...current, ready: true })),
        // `onError` hears of it too.
        () => {},
      );
      labelChat(list, watchMessages, {
        classifiers,
        user,
        agent,
        signal: ending.signal,
        onLabel: (label) =>
          unlessEnded(() => ({
            labels: new Map(current.labels).set(label.message.id, label),
            ready: current.ready,
          })),
        onError: (error) => unlessEnded(() => ({ ...current, error })),
      });
      return () => {
        ending.abort();
        release();
        become(NOTHING);
      };
    },
    update(latest) {
      messages = latest;
      report?.();
    },
  };
}
