import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LONGEST_SPECS_MS, runSpecs } from '../run-specs';
import { serveDemo } from './serve-demo';

let server: Awaited<ReturnType<typeof serveDemo>>;
beforeAll(async () => {
  server = await serveDemo(false);
});
afterAll(() => server.close());

describe('the test kit', () => {
  it(
    'holds in the tests of a team, run by Playwright’s own command',
    async () => {
      const specs = await runSpecs(new URL('playwright-kit/', import.meta.url), server.url);
      expect(specs.filter(({ status }) => status !== 'passed')).toEqual([]);
      expect(specs).toHaveLength(5);
    },
    LONGEST_SPECS_MS,
  );
});
