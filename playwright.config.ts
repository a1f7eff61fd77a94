import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

/** Where Debian and others put it; the test command passes CHROMIUM_PATH. */
const chromium =
  process.env.CHROMIUM_PATH ??
  [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ].find(path => existsSync(path));

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-output/e2e',
  globalSetup: './test/e2e/support/seed.ts',
  // Each worker has a demo of its own. No second chance: a test that passes at times is a defect.
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  // What has a demo of its own comes first, so that at the end nothing waits for it alone.
  projects: [
    { name: 'edits the catalog', testMatch: 'plans.spec.ts' },
    { name: 'reads the catalog', testIgnore: 'plans.spec.ts' },
  ],
  reporter: [['list'], ['json', { outputFile: 'test-output/e2e.json' }]],
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    // How a failure looked is kept in any case. What led to it costs a third of the time: E2E_TRACE=1 keeps that too.
    trace: process.env.E2E_TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: chromium,
      args: ['--no-sandbox', '--disable-gpu'],
    },
  },
});
