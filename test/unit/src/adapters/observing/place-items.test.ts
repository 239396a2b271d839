import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ShownItem } from '../../../../../src/adapters/observing/align-messages';
import { placeItems, type Stretch } from '../../../../../src/adapters/observing/place-items';

interface Message extends ShownItem {
  id: number;
  older: boolean;
}

/** Shows one list of items after another, and gives each item the message that it is taken for. */
function createReader() {
  let stretches: readonly Stretch<Message>[] = [];
  let count = 0;
  return (shown: readonly ShownItem[]): Message[] => {
    const placement = placeItems(stretches, shown, (item, older): Message => {
      count += 1;
      return { ...item, id: count, older };
    });
    stretches = placement.stretches;
    placement.messages.forEach((message, at) => {
      Object.assign(message, shown[at]);
    });
    return [...placement.messages];
  };
}

const ids = (messages: readonly Message[]) => messages.map(({ id }) => id);
const items = (texts: string, element: (at: number) => object = () => ({})): ShownItem[] =>
  texts.split(' ').map((text, at) => ({ text, element: element(at), role: at % 2 === 0 ? 'user' : 'agent' }));

/** Rows that a virtualised list uses again and again. */
const rows = Array.from({ length: 12 }, () => ({}));
const inRows = (conversation: readonly { text: string; role: 'user' | 'agent' }[], from: number, length: number) =>
  conversation.slice(from, from + length).map((message, at): ShownItem => ({ ...message, element: rows[at] ?? {} }));

describe('placing what is shown', () => {
  it('keeps the identity of what is rendered again, repeated texts included', () => {
    const read = createReader();
    const first = read(items('hi hello ok fine ok fine'));
    expect(read(items('hi hello ok fine ok fine'))).toEqual(first);
    expect(new Set(ids(first)).size).toBe(6);
  });

  it('takes a text that follows its like for another message', () => {
    const read = createReader();
    expect(ids(read(items('ok ok')))).toEqual([1, 2]);
    expect(ids(read(items('ok ok ok')))).toEqual([1, 2, 3]);
  });

  it('lets a message grow, in its element and in a new one', () => {
    const read = createReader();
    const [a, b] = [{}, {}];
    read(items('hi I', (at) => (at === 0 ? a : b)));
    expect(ids(read(items('hi Indeed', (at) => (at === 0 ? a : b))))).toEqual([1, 2]);
    expect(ids(read(items('hi Indeed!')))).toEqual([1, 2]);
  });

  it('lets one of several like texts grow', () => {
    const read = createReader();
    const elements = [{}, {}, {}, {}];
    const element = (at: number) => elements[at] ?? {};
    read(items('ok ok ok', element));
    expect(ids(read(items('ok ok okay', element)))).toEqual([1, 2, 3]);
  });

  it('takes a text written anew in its element, between the same neighbours, for the same message', () => {
    const read = createReader();
    const elements = [{}, {}, {}];
    const element = (at: number) => elements[at] ?? {};
    read(items('hi Thinking', element));
    expect(ids(read(items('hi Hello', element)))).toEqual([1, 2]);
    expect(ids(read(items('hi Hello ok', element)))).toEqual([1, 2, 3]);
  });

  it('knows what it sees again after nothing was shown', () => {
    const read = createReader();
    read(items('hi hello'));
    read([]);
    expect(ids(read(items('hi hello ok')))).toEqual([1, 2, 3]);
  });

  it('says which messages appear before known ones', () => {
    const read = createReader();
    read(items('c d'));
    expect(read(items('a b c d e')).map(({ older }) => older)).toEqual([true, true, false, false, false]);
  });

  it('takes an answer that is given again for another one', () => {
    const read = createReader();
    read(items('question answer'));
    expect(ids(read(items('question other')))).toEqual([1, 3]);
  });

  it('does not take a long chat for known because of one short text', () => {
    const read = createReader();
    read(items('k l m n ok o p q'));
    expect(ids(read(items('a b ok c d e f g')))).toEqual([9, 10, 11, 12, 13, 14, 15, 16]);
  });

  it('finds its way in thousands of messages that are all rendered again', () => {
    const texts = Array.from({ length: 3000 }, (_, at) => `message-${at}`).join(' ');
    const read = createReader();
    const first = ids(read(items(texts)));
    expect(ids(read(items(texts)))).toEqual(first);
  });

  it('neither loses nor doubles a message of a virtualised list, wherever it is scrolled', () => {
    const conversation = Array.from({ length: 60 }, (_, at) => ({
      text: `message ${at}.`,
      role: at % 2 === 0 ? ('user' as const) : ('agent' as const),
    }));
    const window = fc.record({ from: fc.nat(59), length: fc.integer({ min: 3, max: 12 }) });
    fc.assert(
      fc.property(fc.array(window, { minLength: 1, maxLength: 30 }), (windows) => {
        const read = createReader();
        const idOf = new Map<string, number>();
        for (const { from, length } of windows) {
          for (const { text, id } of read(inRows(conversation, from, length))) {
            expect(idOf.get(text) ?? id).toBe(id);
            idOf.set(text, id);
          }
        }
        expect(new Set(idOf.values()).size).toBe(idOf.size);
      }),
    );
  });

  it('does so too where texts are repeated, as long as the list is scrolled and not thrown', () => {
    const texts = fc.array(fc.constantFrom('ok', 'yes', 'no', 'why?', 'thanks', 'hm'), {
      minLength: 30,
      maxLength: 30,
    });
    const steps = fc.array(fc.integer({ min: -3, max: 3 }), { maxLength: 40 });
    fc.assert(
      fc.property(texts, steps, (said, moves) => {
        const conversation = said.map((text, at) => ({
          text: at % 3 === 0 ? `message ${at}.` : text,
          role: at % 2 === 0 ? ('user' as const) : ('agent' as const),
        }));
        const read = createReader();
        const known = new Set<number>();
        let from = 20;
        let highest = from;
        for (const move of [0, ...moves]) {
          from = Math.min(20, Math.max(0, from + move));
          highest = Math.min(highest, from);
          for (const id of ids(read(inRows(conversation, from, 10)))) known.add(id);
        }
        expect(known.size).toBe(30 - highest);
      }),
    );
  });
});
