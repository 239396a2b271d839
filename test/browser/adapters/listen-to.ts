import { expect } from 'vitest';
import { sampleConversation } from '../../../src/demo/sample-conversation';
import {
  type ChatAdapter,
  type ChatMessage,
  type Classifiers,
  type LiveClassifiers,
  labelChat,
  type MessageLabel,
} from '../../../src/index';

/** What somebody says in a chat. */
export type Said = Pick<ChatMessage, 'role' | 'text'>;

/** Ten messages, both ways in turn, the user first. */
export const TEN: readonly Said[] = sampleConversation;

/** The names of the quick classifiers, by role. */
export const INSTANT = { user: 'userflow_instant', agent: 'agentflow_instant' } as const;

/** What a chat was labelled with. */
export interface Listening {
  /** All labels in the order in which they came. */
  labels: MessageLabel[];
  /** Those that no other replaces. */
  finals(): MessageLabel[];
  /** Expects one final label for each of these messages and no other, with the answers to its own text. */
  expectEachOnce(said: readonly Said[]): Promise<void>;
  stop(): void;
}

/** Labels a chat through an adapter with the quick classifiers; what fails, fails the test at its next expectation. */
export function listenTo<Chat>(chat: Chat, adapter: ChatAdapter<Chat>, classifiers: Classifiers): Listening {
  const labels: MessageLabel[] = [];
  const errors: unknown[] = [];
  const stop = labelChat(chat, adapter, {
    classifiers: classifiers as LiveClassifiers,
    ...INSTANT,
    onLabel: (label) => labels.push(label),
    onError: (error) => errors.push(error),
  });
  const finals = () => labels.filter(({ provisional }) => !provisional);

  return {
    labels,
    finals,
    stop,
    async expectEachOnce(said) {
      await expect.poll(() => finals().length).toBeGreaterThanOrEqual(said.length);
      const expected = await Promise.all(said.map(({ role, text }) => classifiers.classify(INSTANT[role], text)));
      // What is still on its way would be answered before this.
      await classifiers.classifyAll(INSTANT.user, ['hello', 'goodbye']);
      expect(errors).toEqual([]);
      const found = said.map(({ role, text }) =>
        finals().find(({ message }) => message.role === role && message.text === text),
      );
      expect(found.map((label) => label?.message.text)).toEqual(said.map(({ text }) => text));
      expect(found.map((label) => label?.answers)).toEqual(expected);
      expect(finals().map(({ message }) => message.text)).toHaveLength(said.length);
      expect(new Set(finals().map(({ message }) => message.id)).size).toBe(said.length);
    },
  };
}
