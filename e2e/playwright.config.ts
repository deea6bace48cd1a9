import { defineConfig, devices } from '@playwright/test'

const executablePath = process.env.PLAYWRIGHT_CHROMIUM ?? '/usr/bin/chromium'

/** Journeys through the whole running system, in a real browser. No retries: what fails now and then is a fault. */
export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  globalSetup: './global-setup.ts',
  workers: 2,
  retries: 0,
  fullyParallel: true,
  forbidOnly: true,
  timeout: 240_000,
  expect: { timeout: 20_000 },
  reporter: 'line',
  // The main path goes alone: it measures, and watches the sources at their own pace.
  projects: [
    { name: 'main-path', testMatch: 'main-path.spec.ts' },
    { name: 'others', testIgnore: 'main-path.spec.ts', dependencies: ['main-path'] },
  ],
  use: {
    ...devices['Desktop Chrome'],
    launchOptions: { executablePath },
    locale: 'sv-SE',
    timezoneId: 'Europe/Stockholm',
    trace: 'retain-on-failure',
  },
})
