import { describe, expect, it } from 'vitest';
import { findWithAxe } from '../find-with-axe';
import { CONVERSATION, elementLabels } from './conversation';
import { readElementLabels } from './read-element-labels';
import { useExample } from './use-example';

const example = useExample('deep-chat');

// What the example's chat begins with.
const HISTORY_COUNT = 4;

describe('the real deep-chat', () => {
  it('has a label at each message of its history and of what follows, streamed answers too, once', async () => {
    const { page, faults } = await example.open();
    for (const [at, { role, text }] of CONVERSATION.entries()) {
      if (role === 'agent') await page.getByText(text).waitFor();
      if (role === 'agent' || at < HISTORY_COUNT) continue;
      await page.locator('#text-input').fill(text);
      await page.locator('#text-input').press('Enter');
    }
    await expect
      .poll(() => readElementLabels(page), { timeout: 8_000, interval: 500 })
      .toEqual(elementLabels('beside'));
    if (process.env.SHOT) await page.screenshot({ path: `${process.env.SHOT}/deep-chat.png` });
    console.log(await findWithAxe(page));
    expect(faults).toEqual([]);
  });
});
