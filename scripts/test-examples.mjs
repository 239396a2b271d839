import { runTests } from './run-tests.mjs';

await runTests('--config', 'vitest.examples.config.ts');
