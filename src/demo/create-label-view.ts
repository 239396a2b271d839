import { createElement } from './create-element';
import type { Labeller, Labelling } from './create-labeller';
import { createRunnersUpView } from './create-runners-up-view';
import { formatElapsed } from './format-elapsed';
import { formatScore } from './format-score';
import type { MessageRole } from './message-role';

let tooltipCount = 0;

function createTooltip(summary: HTMLElement, text: string): HTMLElement {
  const tooltip = createElement('span', 'tooltip');
  tooltip.append(createElement('code', '', text));
  tooltip.id = `label-id-${tooltipCount++}`;
  tooltip.role = 'tooltip';
  summary.setAttribute('aria-describedby', tooltip.id);
  // WCAG 1.4.13: what appears on hover or focus goes away on Escape, without moving either.
  summary.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') tooltip.hidden = true;
  });
  for (const leaving of ['blur', 'mouseleave']) {
    summary.addEventListener(leaving, () => {
      tooltip.hidden = false;
    });
  }
  return tooltip;
}

/** Creates a message's label line: what it does, how sure and how fast, with the runners-up on demand. */
export function createLabelView(
  role: MessageRole,
  text: string,
  { answers, elapsedMs }: Labelling,
  labeller: Labeller,
): HTMLElement {
  const best = answers[0];
  const summary = createElement('summary', 'label-line');
  if (best && !best.other) {
    summary.append(createElement('span', 'chip', labeller.titleOf(role, best.answer)));
  } else {
    summary.append(createElement('span', 'chip chip-none', best ? '— ordinary message' : '— no clear label'));
  }
  if (best) summary.append(createElement('span', 'figure', formatScore(best.score)));
  summary.append(createElement('span', 'figure', formatElapsed(elapsedMs)));

  const runnersUp = createRunnersUpView(role, text, labeller);
  const details = createElement('details', 'label-details');
  details.append(summary, runnersUp.element);
  details.addEventListener('toggle', async () => {
    if (!details.open) return;
    await runnersUp.fill();
    runnersUp.element.scrollIntoView({ block: 'nearest' });
  });

  const view = createElement('div', 'label-view');
  view.append(details);
  if (best) view.append(createTooltip(summary, best.answer));
  return view;
}
