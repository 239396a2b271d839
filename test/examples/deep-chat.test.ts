import { describe, expect, it } from 'vitest';
import { findWithAxe } from '../find-with-axe';
import { elementLabels } from './conversation';
import { converse } from './converse';
import { readElementLabels } from './read-element-labels';
import { useExample } from './use-example';

const example = useExample('deep-chat');

// What the example's chat begins with.
const HISTORY_COUNT = 4;

describe('a page with the real deep-chat', () => {
  it('has its history and what follows labelled, streamed answers too, each message once and at its place', async () => {
    const { page, faults } = await example.open();
    await converse(page, HISTORY_COUNT);
    await expect.poll(() => readElementLabels(page), { timeout: 60_000 }).toEqual(elementLabels('beside'));
    expect(await findWithAxe(page, ['deep-chat'])).toEqual([]);
    expect(faults).toEqual([]);
  });
});
