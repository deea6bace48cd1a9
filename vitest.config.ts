import { defineConfig } from 'vitest/config'

const launchers = 'scripts/launcher.test.ts'
const database = 'server/testing/global-setup.ts'

/**
 * Unit, contract and database tests; no Remix plugin, as routes are tested as plain modules.
 * `--mode launchers` runs the tests that clone, install and start everything: minutes, so not among the others.
 */
export default defineConfig(({ mode }) => ({
  cacheDir: '.cache/vitest',
  test: {
    include:
      mode === 'launchers'
        ? [launchers]
        : ['{app,server,providers,forecasting,migrations,scripts}/**/*.test.{ts,tsx}', '*.test.ts'],
    exclude: ['node_modules', ...(mode === 'launchers' ? [] : [launchers])],
    globalSetup: mode === 'launchers' ? [] : [database],
    setupFiles: ['scripts/testing/no-console.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: mode === 'launchers' ? 600_000 : 15_000,
    hookTimeout: mode === 'launchers' ? 600_000 : 30_000,
    restoreMocks: true,
    env: { TZ: 'Europe/Stockholm' },
  },
}))
