import { describe, expect, it } from 'vitest';
import { findWithAxe } from '../find-with-axe';
import { CONVERSATION, elementLabels } from './conversation';
import { readElementLabels } from './read-element-labels';
import { useExample } from './use-example';

const example = useExample('unavailable-widgets');

describe('a page with the documented hooks of', () => {
  it.each(['botpress', 'chatwoot', 'crisp', 'tawk', 'zendesk'])(
    '%s lists a label of each message, once',
    async (widget) => {
      const { page, faults } = await example.open(`?widget=${widget}`);
      // Nothing of the past is told by these widgets, so the element must be listening.
      await page.waitForFunction(() => document.querySelector('flow-labels')?.shadowRoot);
      const frame = page.frameLocator('iframe');
      for (const { role, text } of CONVERSATION) {
        if (role === 'agent') await frame.getByText(text).waitFor();
        else {
          await frame.getByRole('textbox').fill(text);
          await frame.getByRole('button', { name: 'Send' }).click();
        }
      }
      await expect
        .poll(() => readElementLabels(page), { timeout: 30_000, interval: 500 })
        .toEqual(elementLabels('list'));
      if (process.env.SHOT) await page.screenshot({ path: `${process.env.SHOT}/${widget}.png` });
      expect(await findWithAxe(page)).toEqual([]);
      expect(faults).toEqual([]);
    },
  );
});
