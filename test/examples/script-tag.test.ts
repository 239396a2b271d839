import { describe, expect, it } from 'vitest';
import { findWithAxe } from '../find-with-axe';
import { elementLabels } from './conversation';
import { converse } from './converse';
import { readElementLabels } from './read-element-labels';
import { useExample } from './use-example';

const example = useExample('script-tag', 'site');

describe('a plain page with the script tag', () => {
  it('has its chat labelled by the real model, each message once and at its place', async () => {
    const { page, faults } = await example.open();
    await converse(page);
    await expect.poll(() => readElementLabels(page), { timeout: 90_000 }).toEqual(elementLabels('beside'));
    expect(await findWithAxe(page)).toEqual([]);
    expect(faults).toEqual([]);
  });
});
