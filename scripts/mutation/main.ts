/**
 * The check `mutants` of `npm run check:long`: plants faults in the rules with Stryker, writes those that no test finds
 * to docs/surviving-mutants.md, and fails when too many are not found or one of them has no reason.
 */
import { Stryker } from '@stryker-mutator/core'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../ready.js'
import { rulesDigest, testedDigest } from './rules-digest.ts'
import type { MutationReport } from './survivors.ts'
import { judgeMutants } from './survivors.ts'

const leastKilled = 90
const page = join(root, 'docs', 'surviving-mutants.md')
const report = join(root, 'reports', 'mutation', 'mutation.json')

process.chdir(root)
// Each planted fault meets the few generated cases of an ordinary test run, not the many of the long checks.
delete process.env['CHECK_SEED']
const rules = rulesDigest()
await new Stryker({
  configFile: 'scripts/mutation/stryker.config.js',
  // What is kept holds for the same sources only: then a second run tries again just what changed tests could tell.
  incremental: true,
  incrementalFile: `.cache/mutation/${testedDigest()}.json`,
  jsonReporter: { fileName: report },
}).runMutationTest()

const judged = judgeMutants(
  JSON.parse(readFileSync(report, 'utf8')) as MutationReport,
  existsSync(page) ? readFileSync(page, 'utf8') : '',
)
writeFileSync(page, judged.page)
const { killed, survived, percent, withoutReason } = judged
const share = `${percent.toFixed(1)} % of ${killed + survived} killed`
if (percent < leastKilled || withoutReason > 0) {
  console.error(
    `${share}, at least ${leastKilled} % must be; without a reason in docs/surviving-mutants.md: ${withoutReason}`,
  )
  process.exitCode = 1
} else {
  console.log(`result: ${share}, the other ${survived} have a reason; rules ${rules}`)
}
