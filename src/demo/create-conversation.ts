import { InvalidInputError } from '../index';
import type { Labeller, Labelling } from './create-labeller';
import { createMessageView, type MessageView } from './create-message-view';
import type { MessageRole } from './message-role';

interface Message {
  role: MessageRole;
  text: string;
  state: 'waiting' | 'labelled' | 'failed';
  view: MessageView;
  onLabelled: ((labelling: Labelling) => void) | undefined;
}

/** The messages on the page, and the labelling of those that wait. */
export interface Conversation {
  /** Adds a message that waits for its label; `onLabelled` tells when it has one. */
  add(role: MessageRole, text: string, onLabelled?: (labelling: Labelling) => void): HTMLLIElement;
  clear(): void;
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

  async function label(message: Message, labeller: Labeller): Promise<void> {
    try {
      const result = await labeller.label(message.role, message.text);
      message.state = 'labelled';
      message.view.showLabelled(result, labeller);
      message.onLabelled?.(result);
    } catch (error) {
      // Only this message is at fault; the others can still be labelled.
      if (!(error instanceof InvalidInputError)) throw error;
      message.state = 'failed';
      message.view.showFailed(`not labelled: ${error.message}`);
    }
  }

  return {
    add(role, text, onLabelled) {
      const view = createMessageView(role, text);
      messages.push({ role, text, state: 'waiting', view, onLabelled });
      list.append(view.element);
      return view.element;
    },
    clear() {
      messages = [];
      list.replaceChildren();
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
        message.view.showFailed(reason);
      }
    },
    retryFailed() {
      for (const message of messages) {
        if (message.state !== 'failed') continue;
        message.state = 'waiting';
        message.view.showWaiting();
      }
    },
  };
}

function findWaiting(messages: readonly Message[]): Message | undefined {
  return messages.find((message) => message.state === 'waiting');
}
