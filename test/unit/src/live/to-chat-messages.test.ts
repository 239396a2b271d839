import { describe, expect, it } from 'vitest';
import { type HostMessage, toChatMessages } from '../../../../src/live/to-chat-messages';

const text = (said: string, state = 'done') => ({ type: 'text', text: said, state });

describe('messages of a page', () => {
  it('are those of the user and the agent that say something', () => {
    const messages: HostMessage[] = [
      { id: '1', role: 'system', text: 'Be kind.' },
      { id: '2', role: 'user', text: 'hello' },
      { id: '3', role: 'user', parts: [{ type: 'file' }] },
      { id: '4', role: 'assistant', parts: [{ type: 'reasoning', text: 'hm' }, text('hi')] },
      { id: '5', role: 'agent', text: ' ' },
      { id: '6', role: 'constructor', text: 'hello' },
    ];
    expect(toChatMessages(messages)).toEqual([
      { id: '2', role: 'user', text: 'hello', growing: false },
      { id: '4', role: 'agent', text: 'hi', growing: false },
    ]);
  });

  it('have their text parts joined, a paragraph each', () => {
    const parts = [text('Let me look.'), { type: 'tool-search' }, text(''), text('Here it is.')];
    expect(toChatMessages([{ id: '1', role: 'assistant', parts }])).toMatchObject([
      { text: 'Let me look.\n\nHere it is.' },
    ]);
  });

  it.each([
    ['submitted', [false, false, true]],
    ['streaming', [false, false, true]],
    ['ready', [false, false, false]],
    ['error', [false, false, false]],
    [undefined, [false, false, false]],
  ])('grow at the end while the status is %s: %j', (status, growing) => {
    const messages: HostMessage[] = [
      { id: '1', role: 'assistant', parts: [text('hi')] },
      { id: '2', role: 'user', text: 'hello' },
      { id: '3', role: 'assistant', parts: [text('Let me')] },
    ];
    expect(toChatMessages(messages, status).map((message) => message.growing)).toEqual(growing);
    expect(toChatMessages(messages.slice(0, 2), status).map((message) => message.growing)).toEqual([false, false]);
  });

  it.each([
    ['streaming', [true, true]],
    ['ready', [false, false]],
    [undefined, [true, true]],
  ])('say themselves that they grow, unless the status is %s: %j', (status, growing) => {
    const messages: HostMessage[] = [
      { id: '1', role: 'assistant', parts: [text('Let me', 'streaming')] },
      { id: '2', role: 'agent', text: 'Let me', growing: true },
      { id: '3', role: 'user', text: 'hello' },
    ];
    const [first, second] = toChatMessages(messages, status);
    expect([first?.growing, second?.growing]).toEqual(growing);
  });
});
