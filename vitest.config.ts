import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { faultyModels } from './test/browser/faulty-models.ts';
import { heldModels } from './test/browser/held-models.ts';
import { releasedVersions } from './test/browser/released-versions.ts';
import { CHROMIUM_FLAGS } from './test/chromium-flags.ts';
import viteConfig from './vite.config.ts';

/** What is waited for comes when the machine has time for it: a test may not depend on the second that is Vitest's own limit. */
const patience = { poll: { timeout: 30_000 } };

export default defineConfig({
  test: {
    reporters: ['default'],
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], testTimeout: 60_000, expect: patience } },
      {
        ...viteConfig,
        plugins: [faultyModels(), heldModels(), releasedVersions()],
        optimizeDeps: {
          include: [
            'comlink',
            'valibot',
            '@huggingface/tokenizers',
            '@noble/hashes/sha2.js',
            'wabt',
            // Found in the middle of a run, they would be loaded twice.
            'react',
            'react-dom',
            'react-dom/client',
            'vue',
            'ai',
            '@ai-sdk/react',
            '@ai-sdk/vue',
            '@assistant-ui/react',
          ],
          exclude: ['onnxruntime-web'],
        },
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 120_000,
          expect: patience,
          fileParallelism: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { executablePath: process.env.CHROMIUM_PATH, args: CHROMIUM_FLAGS },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/e2e/build-demo.ts'],
          testTimeout: 120_000,
          expect: patience,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'package',
          include: ['test/package/**/*.test.ts'],
          globalSetup: ['test/package/install-package.ts'],
          testTimeout: 120_000,
          expect: patience,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
