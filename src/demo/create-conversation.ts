import { InvalidInputError } from '../index';
import type { Labeller, Labelling } from './create-labeller';
import { createMessageView, type MessageView } from './create-message-view';
import type { MessageRole } from './message-role';

interface Message {
  role: MessageRole;
  text: string;
  state: 'waiting' | 'labelled' | 'failed';
  /** Whether its first guess is shown. */
  isGuessed: boolean;
  view: MessageView;
  onLabelled: ((labelling: Labelling) => void) | undefined;
}

/** The messages on the page, and the labelling of those that wait. */
export interface Conversation {
  /** Adds a message that waits for its label; `onLabelled` tells when it has one, or a first guess that stays a while. */
  add(role: MessageRole, text: string, onLabelled?: (labelling: Labelling) => void): HTMLLIElement;
  clear(): void;
  /** Shows first guesses of what waits while the real model loads; one that cannot be made is left out. */
  guessWaiting(labeller: Labeller): Promise<void>;
  /** Labels what waits, one after the other, messages added meanwhile too. @throws what labelling throws */
  labelWaiting(labeller: Labeller): Promise<void>;
  /** Marks what waits as not labelled. */
  failWaiting(reason: string): void;
  /** Lets what failed wait again. */
  retryFailed(): void;
}

/** Creates a conversation that shows its messages in a list. */
export function createConversation(list: HTMLOListElement): Conversation {
  let messages: Message[] = [];
  let labelling = false;
  let guessing: Promise<void> | undefined;

  function show(message: Message, result: Labelling, labeller: Labeller): void {
    if (result.isFinal) {
      message.state = 'labelled';
      message.view.showLabelled(result, labeller);
    } else {
      message.isGuessed = true;
      message.view.showGuess(result, labeller);
    }
  }

  async function label(message: Message, labeller: Labeller): Promise<void> {
    try {
      const result = await labeller.label(message.role, message.text, (guess) => show(message, guess, labeller));
      show(message, result, labeller);
      message.onLabelled?.(result);
    } catch (error) {
      // Only this message is at fault; the others can still be labelled.
      if (!(error instanceof InvalidInputError)) throw error;
      message.state = 'failed';
      message.view.showFailed(`not labelled: ${error.message}`);
    }
  }

  async function guess(labeller: Labeller): Promise<void> {
    for (let next = findUnguessed(messages); next && !labelling; next = findUnguessed(messages)) {
      const result = await labeller.guess(next.role, next.text);
      // Its label may be on its way by now.
      if (labelling) return;
      show(next, result, labeller);
      next.onLabelled?.(result);
    }
  }

  return {
    add(role, text, onLabelled) {
      const view = createMessageView(role, text);
      messages.push({ role, text, state: 'waiting', isGuessed: false, view, onLabelled });
      list.append(view.element);
      return view.element;
    },
    clear() {
      messages = [];
      list.replaceChildren();
    },
    guessWaiting(labeller) {
      // What is wrong is told by the load of the real model.
      guessing ??= guess(labeller)
        .catch(() => {})
        .finally(() => {
          guessing = undefined;
        });
      return guessing;
    },
    async labelWaiting(labeller) {
      if (labelling) return;
      labelling = true;
      try {
        // One at a time, so that each message's time is its own and not that of a queue.
        for (let next = findWaiting(messages); next; next = findWaiting(messages)) await label(next, labeller);
      } finally {
        labelling = false;
      }
    },
    failWaiting(reason) {
      for (const message of messages) {
        if (message.state !== 'waiting') continue;
        message.state = 'failed';
        // A guess is better than nothing, and says that it is one.
        if (!message.isGuessed) message.view.showFailed(reason);
      }
    },
    retryFailed() {
      for (const message of messages) {
        if (message.state !== 'failed') continue;
        message.state = 'waiting';
        if (!message.isGuessed) message.view.showWaiting();
      }
    },
  };
}

function findUnguessed(messages: readonly Message[]): Message | undefined {
  return messages.find((message) => message.state === 'waiting' && !message.isGuessed);
}

function findWaiting(messages: readonly Message[]): Message | undefined {
  return messages.find((message) => message.state === 'waiting');
}
