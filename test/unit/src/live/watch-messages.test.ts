import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../../../src/live/chat-message';
import { watchMessages } from '../../../../src/live/watch-messages';

function watch(first: readonly ChatMessage[]) {
  let messages = [...first];
  let change = () => {};
  let heard: ChatMessage[] = [];
  const stop = watchMessages(
    {
      read: () => messages,
      subscribe(onChange) {
        change = onChange;
        return () => {
          change = () => {};
        };
      },
    },
    (message) => heard.push(message),
  );
  return {
    stop,
    become(...next: ChatMessage[]) {
      messages = next;
      change();
    },
    /** What was reported since it was asked last: history in round brackets, growing with dots. */
    told() {
      const told = heard.map(({ id, text, growing, history }) => {
        const said = `${id} ${text}${growing ? '…' : ''}`;
        return history ? `(${said})` : said;
      });
      heard = [];
      return told;
    },
  };
}

const one: ChatMessage = { id: '1', role: 'user', text: 'hello' };
const two: ChatMessage = { id: '2', role: 'agent', text: 'hi', growing: true };
const three: ChatMessage = { id: '3', role: 'user', text: 'bye' };

describe('a list of messages', () => {
  it('is history as far as it is there at first, but for what still grows', () => {
    expect(watch([one, two]).told()).toEqual(['(1 hello)', '2 hi…']);
  });

  it('brings live messages at its end', () => {
    const { become, told } = watch([]);
    become(one);
    expect(told()).toEqual(['1 hello']);
    become(one, two, three);
    expect(told()).toEqual(['1 hello', '2 hi…', '3 bye']);
  });

  it('brings history before a known message, and where several come without one', () => {
    const { become, told } = watch([]);
    become(two, three);
    expect(told()).toEqual(['2 hi…', '(3 bye)']);
    become(one, two, three);
    expect(told()).toEqual(['(1 hello)', '2 hi…', '(3 bye)']);
  });

  it('tells of what has changed alone, and of everything when a message is new', () => {
    const { become, told } = watch([one, two]);
    told();
    become(one, { ...two });
    expect(told()).toEqual([]);
    become(one, { ...two, text: 'hi there' });
    expect(told()).toEqual(['2 hi there…']);
    become(one, { ...two, text: 'hi there', growing: false });
    expect(told()).toEqual(['2 hi there']);
    become({ ...one, text: 'hello!' }, { ...two, text: 'hi there', growing: false });
    expect(told()).toEqual(['(1 hello!)']);
    become({ ...one, text: 'hello!' }, { ...two, text: 'hi there', growing: false }, three);
    expect(told()).toEqual(['(1 hello!)', '2 hi there', '3 bye']);
  });

  it('tells nothing after the end', () => {
    const { become, stop, told } = watch([one]);
    told();
    stop();
    become(one, two);
    expect(told()).toEqual([]);
  });
});
