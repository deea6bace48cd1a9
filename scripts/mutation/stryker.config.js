import { availableParallelism } from 'node:os'

export default {
  mutate: ['forecasting/rules/**/*.ts', '!**/*.test.ts'],
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'scripts/mutation/vitest.config.ts' },
  coverageAnalysis: 'perTest',
  concurrency: availableParallelism(),
  dryRunTimeoutMinutes: 30,
  // Beside one and a half times what the tests took: a mutant that loops for ever is stopped after both.
  timeoutMS: 20_000,
  reporters: ['json', 'progress-append-only'],
  jsonReporter: { fileName: 'reports/mutation/mutation.json' },
  incrementalFile: '.cache/mutation/incremental.json',
  tempDirName: '.cache/stryker',
  symlinkNodeModules: true,
  packageManager: 'npm',
}
