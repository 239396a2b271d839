import type { Answer } from '../index';
import { createElement } from './create-element';
import { createGuessView } from './create-guess-view';
import { createLabelView } from './create-label-view';
import type { Labeller, Labelling } from './create-labeller';
import type { MessageRole } from './message-role';

/** One message on the page, with the place where its label arrives. */
export interface MessageView {
  readonly element: HTMLLIElement;
  showWaiting(): void;
  showGuess(guess: Labelling, labeller: Labeller): void;
  showLabelled(labelling: Labelling, labeller: Labeller): void;
  showFailed(reason: string): void;
}

/** Creates a message that waits for its label. */
export function createMessageView(role: MessageRole, text: string): MessageView {
  const element = createElement('li', 'message');
  element.dataset.testid = 'message';
  element.dataset.role = role;

  const body = createElement('p', 'message-text', text);
  body.dir = 'auto';
  const label = createElement('div', 'label');
  // The transcript is a live region: without this every arriving label would interrupt a screen reader.
  label.ariaLive = 'off';
  element.append(createElement('p', 'message-role', role === 'user' ? 'User' : 'Agent'), body, label);

  function show(state: 'waiting' | 'guessed' | 'labelled' | 'failed', content: HTMLElement): void {
    element.dataset.state = state;
    label.replaceChildren(content);
  }

  // The attributes that tests of any page find a message's label by.
  function mark([best]: readonly Answer[], isProvisional: boolean): void {
    element.dataset.flowLabel = best && !best.other ? best.answer : '';
    element.toggleAttribute('data-flow-provisional', isProvisional);
  }

  const view: MessageView = {
    element,
    showWaiting: () => show('waiting', createElement('p', 'label-note label-waiting', 'labelling…')),
    showGuess({ answers }, labeller) {
      mark(answers, true);
      show('guessed', createGuessView(role, answers, labeller));
    },
    showLabelled(labelling, labeller) {
      mark(labelling.answers, false);
      show('labelled', createLabelView(role, text, labelling, labeller));
    },
    showFailed: (reason) => show('failed', createElement('p', 'label-note label-failed', reason)),
  };
  view.showWaiting();
  return view;
}
