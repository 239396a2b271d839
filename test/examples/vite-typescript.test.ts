import { describe, expect, it } from 'vitest';
import { CONVERSATION, LABELS } from './conversation';
import { useExample } from './use-example';

const example = useExample('vite-typescript');

describe('the page in TypeScript that Vite builds', () => {
  it('draws a label under each message that has one, once', async () => {
    const { page, faults } = await example.open();
    for (const { role, text } of CONVERSATION) {
      if (role === 'agent') continue;
      const before = await page.locator('.message.agent').count();
      await page.getByRole('textbox').fill(text);
      await page.getByRole('button', { name: 'Send' }).click();
      await page.locator('.message.agent').nth(before).waitFor();
    }
    const read = () =>
      page.locator('.message').evaluateAll((messages) =>
        messages.map((message) => ({
          text: message.querySelector('.text')?.textContent,
          label: message.hasAttribute('data-flow-provisional') ? undefined : message.getAttribute('data-flow-label'),
          shown: message.querySelectorAll('.label').length,
        })),
      );
    await expect
      .poll(read, { timeout: 8_000 })
      .toEqual(CONVERSATION.map(({ text }, at) => ({ text, label: LABELS[at], shown: LABELS[at] ? 1 : 0 })));
    if (process.env.SHOT) await page.screenshot({ path: `${process.env.SHOT}/vite-typescript.png` });
    expect(faults).toEqual([]);
  });
});
