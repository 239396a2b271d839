import { describe, expect, it } from 'vitest';
import { findWithAxe } from '../find-with-axe';
import { CONVERSATION, elementLabels } from './conversation';
import { readElementLabels } from './read-element-labels';
import { useExample } from './use-example';

const example = useExample('web-chat', 'site');

describe('the real BotFramework-WebChat', () => {
  it('has each message of both sides labelled in the list beside it, once', async () => {
    const { page, faults } = await example.open();
    for (const { role, text } of CONVERSATION) {
      if (role === 'agent') await page.locator('#chat').getByText(text).first().waitFor();
      else {
        await page.getByRole('textbox').fill(text);
        await page.getByRole('textbox').press('Enter');
      }
    }
    await expect.poll(() => readElementLabels(page), { timeout: 8_000, interval: 500 }).toEqual(elementLabels('list'));
    if (process.env.SHOT) await page.screenshot({ path: `${process.env.SHOT}/web-chat.png` });
    console.log(await findWithAxe(page));
    expect(faults).toEqual([]);
  });
});
