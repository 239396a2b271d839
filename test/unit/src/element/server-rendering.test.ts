import { expect, it } from 'vitest';

it('the element can be imported, and asked to be defined, where there is no document', async () => {
  expect(globalThis).not.toHaveProperty('HTMLElement');
  const { defineFlowLabels } = await import('../../../../src/element/index');
  expect(() => defineFlowLabels()).not.toThrow();
});
