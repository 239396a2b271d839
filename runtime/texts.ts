import type { Segment } from './data-segments';

/** A text in the data section, and its address in memory. */
export interface Text {
  at: number;
  from: number;
  text: string;
}

const SHORTEST_TEXT = 8;

/** The texts of a segment: printable ASCII with a zero before it and a zero behind it. */
export function textsIn(data: Buffer, { start, size, address }: Segment): Text[] {
  const isPrintable = (byte: number) => (byte >= 32 && byte < 127) || byte === 9 || byte === 10 || byte === 13;
  const texts: Text[] = [];
  let from = start;
  for (let at = start; at < start + size; at += 1) {
    const byte = data[at] as number;
    if (isPrintable(byte)) continue;
    const isText = byte === 0 && (from === start || data[from - 1] === 0) && at - from >= SHORTEST_TEXT;
    if (isText) texts.push({ at: from, from: address + from - start, text: data.toString('latin1', from, at) });
    from = at + 1;
  }
  return texts;
}
