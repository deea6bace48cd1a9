import { statSync } from 'node:fs'
import { defineConfig } from 'vitest/config'
import type { TestSpecification } from 'vitest/node'
import { BaseSequencer } from 'vitest/node'

/** The smallest tests of single rules first: they are quick, and most mutants end there. */
class RulesFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const cost = ({ moduleId }: TestSpecification) =>
      statSync(moduleId).size + (/\/rules\/[^/]+\/[^/]+$/.test(moduleId) ? 0 : 1e6)
    return Promise.resolve([...files].sort((a, b) => cost(a) - cost(b)))
  }
}

/** What may kill a mutant of the rules: the tests of forecasting, without the database that others need. */
export default defineConfig({
  test: {
    include: ['forecasting/**/*.test.ts'],
    // Whole generated people are slow, and find in the rules what the rules' own tests find.
    exclude: ['**/*.long.test.ts', 'forecasting/projection/{properties,grid}.test.ts', 'forecasting/plan/**'],
    setupFiles: ['scripts/testing/no-console.ts', 'scripts/mutation/steady.ts'],
    sequence: { sequencer: RulesFirst },
    testTimeout: 300_000,
    env: { TZ: 'Europe/Stockholm' },
  },
})
