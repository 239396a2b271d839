import type { Labeller, Labelling } from './create-labeller';
import { findElement } from './find-element';
import { formatScore } from './format-score';
import type { MessageRole } from './message-role';

/** Creates a function that reads a message's label out, for people who asked for it. */
export function createAnnouncer(): (role: MessageRole, labelling: Labelling, labeller: Labeller) => void {
  const wanted = findElement('announce', HTMLInputElement);
  const announcer = findElement('announcer', HTMLElement);
  return (role, { answers, isFinal }, labeller) => {
    if (!wanted.checked) return;
    const best = answers[0];
    const label =
      best && !best.other
        ? `Label: ${labeller.titleOf(role, best.answer)}, ${formatScore(best.score)}`
        : 'No label: an ordinary message';
    announcer.textContent = isFinal ? label : `First guess. ${label}`;
  };
}
