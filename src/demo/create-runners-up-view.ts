import type { Answer } from '../index';
import { createElement } from './create-element';
import type { Labeller } from './create-labeller';
import { formatScore } from './format-score';
import type { MessageRole } from './message-role';

function createRow(answer: Answer, title: string): HTMLLIElement {
  const row = createElement('li', 'runner-up');
  const bar = createElement('span', 'runner-up-bar');
  bar.style.setProperty('--share', String(answer.score));
  row.append(
    createElement('span', 'runner-up-title', title),
    createElement('span', 'runner-up-score', formatScore(answer.score)),
    bar,
    createElement('code', 'runner-up-id', answer.answer),
  );
  return row;
}

/** Creates the list of a message's best labels; `fill` classifies once and, after a failure, again when called again. */
export function createRunnersUpView(role: MessageRole, text: string, labeller: Labeller) {
  const element = createElement('div', 'runners-up');
  element.append(createElement('p', 'runners-up-note', 'Comparing labels…'));
  let filling: Promise<void> | undefined;

  async function compare(): Promise<void> {
    try {
      const answers = await labeller.findRunnersUp(role, text);
      const list = createElement('ol', 'runners-up-list');
      list.append(...answers.map((answer) => createRow(answer, labeller.titleOf(role, answer.answer))));
      element.replaceChildren(list);
    } catch (error) {
      filling = undefined;
      const reason = error instanceof Error ? error.message : String(error);
      element.replaceChildren(createElement('p', 'runners-up-note', `Cannot compare labels: ${reason}`));
    }
  }

  return {
    element,
    fill(): Promise<void> {
      filling ??= compare();
      return filling;
    },
  };
}
