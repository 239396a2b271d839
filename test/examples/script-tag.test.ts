import { describe, expect, it } from 'vitest';
import { findWithAxe } from '../find-with-axe';
import { CONVERSATION, elementLabels } from './conversation';
import { readElementLabels } from './read-element-labels';
import { useExample } from './use-example';

const example = useExample('script-tag', 'site');

describe('the script tag', () => {
  it('has the element label a plain chat, each message once and at its place', async () => {
    const { page, faults } = await example.open();
    for (const { role, text } of CONVERSATION) {
      if (role === 'agent') continue;
      const before = await page.locator('.message.agent').count();
      await page.getByRole('textbox').fill(text);
      await page.getByRole('button', { name: 'Send' }).click();
      await page.locator('.message.agent').nth(before).waitFor();
    }
    await expect
      .poll(() => readElementLabels(page), { timeout: 60_000, interval: 500 })
      .toEqual(elementLabels('beside'));
    if (process.env.SHOT) await page.screenshot({ path: `${process.env.SHOT}/script-tag.png` });
    expect(await findWithAxe(page)).toEqual([]);
    expect(faults).toEqual([]);
  });
});
