import { expect, it } from 'vitest';
import type { ChatMessage } from '../../../../src/live/chat-message';
import { createSeen } from '../../../../src/live/create-seen';

const message = (text: string, more: Partial<ChatMessage> = {}): ChatMessage => ({
  id: 'a',
  role: 'agent',
  text,
  ...more,
});

it('knows a message again by its id, role and text', () => {
  const seen = createSeen();
  expect(seen.isNew(message('hello'))).toBe(true);
  expect(seen.isNew(message('hello'))).toBe(false);
  expect(seen.isNew(message('hello', { history: true }))).toBe(false);
  expect(seen.isNew(message('hello', { id: 'b' }))).toBe(true);
  expect(seen.isNew(message('hello', { role: 'user' }))).toBe(true);
  expect(seen.isNew(message('hello again', { role: 'user' }))).toBe(true);
});

it('takes every state of a growing message as new, and its end too', () => {
  const seen = createSeen();
  expect(seen.isNew(message('he', { growing: true }))).toBe(true);
  expect(seen.isNew(message('hello', { growing: true }))).toBe(true);
  expect(seen.isNew(message('hello'))).toBe(true);
});

it('does not take a message as new that the widget writes a second time', () => {
  const seen = createSeen();
  seen.isNew(message('hello'));
  expect(seen.isNew(message('he', { growing: true }))).toBe(false);
  expect(seen.isNew(message('hello', { growing: true }))).toBe(false);
  expect(seen.isNew(message('hello'))).toBe(false);
  expect(seen.isNew(message('hello you', { growing: true }))).toBe(true);
  expect(seen.isNew(message('hello you'))).toBe(true);
});

it('takes a forgotten one as new', () => {
  const seen = createSeen();
  seen.isNew(message('hello'));
  seen.forget('a');
  expect(seen.isNew(message('hello'))).toBe(true);
});
