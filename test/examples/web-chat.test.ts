import { describe, expect, it } from 'vitest';
import { findWithAxe } from '../find-with-axe';
import { elementLabels } from './conversation';
import { converse } from './converse';
import { readElementLabels } from './read-element-labels';
import { useExample } from './use-example';

const example = useExample('web-chat', 'site');

describe('a page with the real BotFramework-WebChat', () => {
  it('lists the labels of both sides beside it, each message labelled once', async () => {
    const { page, faults } = await example.open();
    await converse(page.locator('#chat'));
    await expect.poll(() => readElementLabels(page), { timeout: 60_000 }).toEqual(elementLabels('list'));
    expect(await findWithAxe(page, ['#chat'])).toEqual([]);
    expect(faults).toEqual([]);
  });
});
