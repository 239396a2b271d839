import { expect } from 'vitest';
import type { Classifiers } from '../../../src/index';
import type { ChatAdapter } from '../../../src/live/chat-adapter';
import { labelChat } from '../../../src/live/label-chat';
import type { MessageLabel } from '../../../src/live/message-label';

/** What somebody says in a test. */
export interface Said {
  role: 'user' | 'agent';
  text: string;
}

/** The labels that a chat has got so far. */
export interface ConversationLabels {
  /** Waits until each message has its final label, in any order, and checks that it has it once, and at its element. */
  settled(conversation: readonly Said[]): Promise<MessageLabel[]>;
  /** The final labels so far. */
  finals(): MessageLabel[];
  labels: MessageLabel[];
  stop(): void;
}

const CLASSIFIER = { user: 'userflow_instant', agent: 'agentflow_instant' } as const;

/** Labels a chat with the shipped instant classifiers, by what an adapter reports of it. */
export function labelConversation<Chat>(
  adapter: ChatAdapter<Chat>,
  chat: Chat,
  classifiers: Classifiers,
): ConversationLabels {
  const labels: MessageLabel[] = [];
  const stop = labelChat(chat, adapter, {
    classifiers,
    ...CLASSIFIER,
    onLabel: (label) => labels.push(label),
    onError: (error) => {
      throw error;
    },
  });
  const finals = () => labels.filter(({ provisional }) => !provisional);

  async function settled(conversation: readonly Said[]): Promise<MessageLabel[]> {
    const wanted = await Promise.all(
      conversation.map(async ({ role, text }) => ({
        role,
        text,
        classifier: CLASSIFIER[role],
        answers: await classifiers.classify(CLASSIFIER[role], text),
      })),
    );
    const byText = (one: { text: string }, other: { text: string }) => one.text.localeCompare(other.text);
    await expect
      .poll(() =>
        finals()
          .map(({ message: { role, text }, classifier, answers }) => ({ role, text, classifier, answers }))
          .sort(byText),
      )
      .toEqual(wanted.toSorted(byText));
    const last = finals();
    expect(new Set(last.map(({ message }) => message.id)).size).toBe(conversation.length);
    for (const { message } of last) if (message.element) expect(message.element.textContent).toContain(message.text);
    return last;
  }

  return { settled, finals, labels, stop };
}
