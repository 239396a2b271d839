import { defineConfig } from 'vitest/config';

/** For `npm run test:examples`: each example is installed from the packed package, built, and driven in Chromium. */
export default defineConfig({
  test: {
    name: 'examples',
    reporters: ['default'],
    include: ['test/examples/**/*.test.ts'],
    globalSetup: ['test/examples/pack-once.ts'],
    // While one example is downloaded, another one computes.
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 600_000,
  },
});
