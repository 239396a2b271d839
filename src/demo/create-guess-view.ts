import type { Answer } from '../index';
import { createElement } from './create-element';
import type { Labeller } from './create-labeller';
import type { MessageRole } from './message-role';

/** Creates a message's label line for as long as its label is a first guess, and says so. */
export function createGuessView(role: MessageRole, [best]: readonly Answer[], labeller: Labeller): HTMLElement {
  const chip =
    best && !best.other
      ? createElement('span', 'chip chip-guess', labeller.titleOf(role, best.answer))
      : createElement('span', 'chip chip-none', best ? '— ordinary message' : '— no clear label');
  const view = createElement('p', 'label-note label-guess');
  view.append(chip, ' ', createElement('span', '', 'first guess'));
  return view;
}
