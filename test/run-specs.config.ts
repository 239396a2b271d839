import { defineConfig } from '@playwright/test';
import { CHROMIUM_FLAGS } from './chromium-flags';

// What a team's own configuration would be; where tests and pages are comes from who runs it.
export default defineConfig({
  testDir: process.env.SPECS,
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 60_000 },
  use: {
    baseURL: process.env.BASE_URL,
    launchOptions: { executablePath: process.env.CHROMIUM_PATH, args: CHROMIUM_FLAGS },
  },
});
