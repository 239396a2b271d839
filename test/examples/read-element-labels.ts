import type { Page } from 'playwright';
import type {} from '../../src/element/index';

/** The newest label that a page's `<flow-labels>` has for a message, and how it is shown. */
export interface ElementLabel {
  role: 'user' | 'agent';
  text: string;
  /** What is shown; "" for an ordinary message. */
  label: string;
  /** How often it is shown. */
  shown: number;
  /** Whether it stands at its message; a message without an element has its label in the element's own list. */
  place: 'beside' | 'list' | 'elsewhere' | 'nowhere';
}

/** What must lie between a message and its label at most, in CSS pixels. */
const NEAR_PX = 40;

/** Reads the labels of a page's one `<flow-labels>`, in the order of the chat. */
export function readElementLabels(page: Page): Promise<ElementLabel[]> {
  return page.evaluate(async (nearPx) => {
    const element = document.querySelector('flow-labels');
    const entries = [...(element?.shadowRoot?.querySelectorAll<HTMLElement>('.entry') ?? [])];
    const read: ElementLabel[] = [];
    for (const { message, answers, provisional } of element?.labels ?? []) {
      if (provisional) continue;
      const best = answers[0];
      const own = entries.filter(({ dataset }) => dataset.flowMessage === message.id);
      // Out of sight, it is not placed.
      message.element?.scrollIntoView({ block: 'center' });
      for (let frame = 0; frame < 15; frame += 1) await new Promise(requestAnimationFrame);
      let place: ElementLabel['place'] = 'nowhere';
      const chip = own[0]?.querySelector('.label')?.getBoundingClientRect();
      const at = message.element?.getBoundingClientRect();
      if (own[0]?.closest('.list')) place = at ? 'elsewhere' : 'list';
      else if (chip && at) {
        const below = Math.max(0, chip.top - at.bottom, at.top - chip.bottom);
        place = below <= nearPx && !own[0]?.hasAttribute('data-away') ? 'beside' : 'elsewhere';
      }
      read.push({
        role: message.role,
        text: message.text,
        label: best && !best.other ? best.answer : '',
        shown: own.length,
        place,
      });
    }
    return read;
  }, NEAR_PX);
}
