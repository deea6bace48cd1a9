import { defineConfig } from 'vitest/config'

const launchers = 'scripts/launcher.test.ts'
const rooms = '{app,server,providers,forecasting,migrations,scripts}'
const long = `${rooms}/**/*.long.test.ts`
const database = 'server/testing/global-setup.ts'
/** By mode. */
const included: Readonly<Record<string, string[]>> = { launchers: [launchers], long: [long] }
const timeouts: Readonly<Record<string, number>> = { launchers: 600_000, long: 3_600_000, properties: 3_600_000 }

/**
 * Unit, contract and database tests; no Remix plugin, as routes are tested as plain modules.
 * `--mode launchers` runs the tests that clone, install and start everything: minutes, so not among the others.
 * `--mode long` runs those of `npm run check:long`; `--mode properties` lets any take their time.
 */
export default defineConfig(({ mode }) => ({
  cacheDir: '.cache/vitest',
  test: {
    include: included[mode] ?? [`${rooms}/**/*.test.{ts,tsx}`, '{*,docs/*}.test.ts'],
    exclude: ['node_modules', ...(mode in included ? [] : [launchers, long])],
    globalSetup: mode === 'launchers' ? [] : [database],
    setupFiles: ['scripts/testing/no-console.ts', 'scripts/testing/cases.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // A busy machine is given time: no test is of how fast anything goes.
    testTimeout: timeouts[mode] ?? 60_000,
    hookTimeout: timeouts[mode] ?? 60_000,
    expect: { poll: { timeout: 10_000 } },
    restoreMocks: true,
    env: { TZ: 'Europe/Stockholm' },
  },
}))
