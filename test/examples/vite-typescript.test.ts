import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { CONVERSATION, LABELS } from './conversation';
import { converse } from './converse';
import { useExample } from './use-example';

const example = useExample('vite-typescript');

/** What stands at each message of a page that draws its labels itself. */
function readOwnLabels(page: Page) {
  return page.locator('.message').evaluateAll((messages) =>
    messages.map((message) => ({
      text: message.querySelector('.text')?.textContent,
      label: message.hasAttribute('data-flow-provisional') ? undefined : message.getAttribute('data-flow-label'),
      shown: message.querySelectorAll('.label').length,
    })),
  );
}

describe('a page in TypeScript that Vite builds', () => {
  it('draws the label of each message under it, once', async () => {
    const { page, faults } = await example.open();
    await converse(page);
    const expected = CONVERSATION.map(({ text }, at) => ({ text, label: LABELS[at], shown: LABELS[at] ? 1 : 0 }));
    await expect.poll(() => readOwnLabels(page), { timeout: 60_000 }).toEqual(expected);
    await page.getByText('Doubts the answer').waitFor();
    expect(faults).toEqual([]);
  });
});
