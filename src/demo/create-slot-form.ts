import { type Classifiers, createFiller, createRequirement } from '../index';
import { findElement } from './find-element';

// As a form of SmartApp Framework has them; the first answer waits for a model to load.
const CARD = { type: 'classifier', classifier: { type: 'external', classifier: 'card_type', timeout: 30 } } as const;
const CONSENT = {
  type: 'classifier',
  classifier: { type: 'external', classifier: 'yes_no', timeout: 30 },
} as const;

/** Creates the form that fills itself from answers in the visitor's own words. */
export function createSlotForm(connected: () => Promise<Classifiers>): void {
  const form = findElement('slots', HTMLFormElement);
  const error = findElement('slots-error', HTMLParagraphElement);
  const card = findElement('slot-card', HTMLInputElement);
  const cardValue = findElement('slot-card-value', HTMLOutputElement);
  const consent = findElement('slot-consent', HTMLInputElement);
  const consentValue = findElement('slot-consent-value', HTMLOutputElement);

  function fail(reason: unknown): void {
    error.textContent = reason instanceof Error ? reason.message : String(reason);
  }

  async function fill(): Promise<void> {
    const classifiers = await connected();
    error.textContent = '';
    const type = await createFiller(CARD, classifiers, fail)(card.value);
    show(cardValue, type === 'other' ? null : type, 'no type of card in it');
    const isClear = await createRequirement(CONSENT, classifiers)(consent.value);
    const answer = isClear ? await createFiller(CONSENT, classifiers, fail)(consent.value) : null;
    show(consentValue, answer, 'neither да nor нет');
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    fill().catch(fail);
  });
}

function show(output: HTMLOutputElement, value: string | null, otherwise: string): void {
  output.value = value ?? otherwise;
  output.dataset.filled = String(value !== null);
}
