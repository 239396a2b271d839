import { describe, expect, it } from 'vitest';
import { findWithAxe } from '../find-with-axe';
import { elementLabels } from './conversation';
import { converse } from './converse';
import { readElementLabels } from './read-element-labels';
import { useExample } from './use-example';

const example = useExample('unavailable-widgets');

describe('a page with the documented hooks of', () => {
  it.each(['botpress', 'chatwoot', 'crisp', 'tawk', 'zendesk'])(
    '%s lists the labels of both sides beside its frame, each message labelled once',
    async (widget) => {
      const { page, faults } = await example.open(`?widget=${widget}`);
      await converse(page.frameLocator('iframe'));
      await expect.poll(() => readElementLabels(page), { timeout: 60_000 }).toEqual(elementLabels('list'));
      expect(await findWithAxe(page)).toEqual([]);
      expect(faults).toEqual([]);
    },
  );
});
