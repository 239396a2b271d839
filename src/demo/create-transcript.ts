import { findElement } from './find-element';

/** The scrolling part of the chat. */
export interface Transcript {
  showEmpty(empty: boolean): void;
  scrollToStart(): void;
  scrollToEnd(): void;
}

/** Creates the transcript on the page's own elements. */
export function createTranscript(): Transcript {
  const box = findElement('transcript', HTMLElement);
  const empty = findElement('empty', HTMLElement);
  return {
    showEmpty(isEmpty) {
      empty.hidden = !isEmpty;
    },
    scrollToStart: () => box.scrollTo({ top: 0 }),
    scrollToEnd: () => box.scrollTo({ top: box.scrollHeight }),
  };
}
