import { describe, expect, it } from 'vitest';
import { LONGEST_SPECS_MS, runSpecs } from '../run-specs';

describe('the test kit', () => {
  it(
    'serves the built package to pages with its element, and finds the labels there',
    async () => {
      const specs = await runSpecs(new URL('playwright-kit/', import.meta.url));
      expect(specs.filter(({ status }) => status !== 'passed')).toEqual([]);
      expect(specs).toHaveLength(6);
    },
    LONGEST_SPECS_MS,
  );
});
