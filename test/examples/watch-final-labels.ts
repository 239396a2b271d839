import type { Page } from 'playwright';
import type { FlowLabelsEvents } from '../../src/element/index';

declare global {
  interface Window {
    /** How many final labels the page's `<flow-labels>` has given to a message, by the message's id. */
    finalLabelCounts: Record<string, number>;
  }
}

/** Counts the final labels that a page's `<flow-labels>` tells of, from its first on; a second one would be a repetition. */
export async function watchFinalLabels(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.finalLabelCounts = {};
    document.addEventListener('flow-label', (event) => {
      const { message, provisional } = (event as FlowLabelsEvents['flow-label']).detail;
      if (!provisional) window.finalLabelCounts[message.id] = (window.finalLabelCounts[message.id] ?? 0) + 1;
    });
  });
}
