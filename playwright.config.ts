import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

/** The test command sets CHROMIUM_PATH; the list is for runs without it. */
const chromium =
  process.env.CHROMIUM_PATH ??
  [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ].find(path => existsSync(path));

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-output/e2e',
  globalSetup: './test/e2e/support/seed.ts',
  // Each worker starts its own demo. No retries: a test that passes sometimes is a defect.
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  // The spec that needs a demo of its own starts first, so that it does not run alone at the end.
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
    // A trace takes a third longer, so it is recorded on request only: E2E_TRACE=1.
    trace: process.env.E2E_TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: chromium,
      args: ['--no-sandbox', '--disable-gpu'],
    },
  },
});
