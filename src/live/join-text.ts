/** A part of a message, of which only those of type `text` are what somebody says. */
export interface MessagePart {
  readonly type: string;
  readonly text?: string;
}

/** Joins the text parts of a message, a paragraph each: tools and sources may stand between them. */
export function joinText(parts: readonly MessagePart[]): string {
  const texts = parts.map(({ type, text = '' }) => (type === 'text' ? text : ''));
  return texts.filter((text) => text !== '').join('\n\n');
}
