import { findElement } from './find-element';
import type { MessageRole } from './message-role';

/** Where messages are written. */
export interface Composer {
  focus(): void;
}

/** Creates the composer on the page's own form; `onSend` gets every message that is not empty. */
export function createComposer(onSend: (role: MessageRole, text: string) => void): Composer {
  const form = findElement('composer', HTMLFormElement);
  const draft = findElement('draft', HTMLTextAreaElement);

  draft.addEventListener('keydown', (event) => {
    // While an input method composes a word, Enter accepts the word.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    draft.focus();
    const text = draft.value.trim();
    if (text === '') return;
    draft.value = '';
    onSend(new FormData(form).get('role') === 'agent' ? 'agent' : 'user', text);
  });

  return { focus: () => draft.focus() };
}
