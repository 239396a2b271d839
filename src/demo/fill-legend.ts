import { createElement } from './create-element';
import type { Labeller } from './create-labeller';
import { findElement } from './find-element';
import type { MessageRole } from './message-role';

const roles: readonly MessageRole[] = ['user', 'agent'];

/** Lists every label of both roles, by its title and its id. */
export function fillLegend(labeller: Labeller): void {
  for (const role of roles) {
    const rows = labeller.descriptions[role].labels.map((label) => {
      const row = createElement('li', 'legend-row');
      row.append(
        createElement('span', 'legend-label', labeller.titleOf(role, label)),
        createElement('code', 'legend-id', label),
      );
      return row;
    });
    findElement(`legend-${role}-list`, HTMLUListElement).replaceChildren(...rows);
  }
}
