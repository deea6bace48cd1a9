/** What a result of the mutants is about: the sources that they were planted in. */
import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../ready.js'

/** Of the rules without their tests, by path and content: another rule, or the same one changed, gives another. */
export const rulesDigest = (): string => digestOf('forecasting/rules/**/*.ts')

/** Of everything that a mutant's fate hangs on, but the tests. */
export const testedDigest = (): string =>
  digestOf(
    'forecasting/**/*.*',
    'scripts/mutation/{stryker.config.js,vitest.config.ts,steady.ts}',
    'scripts/testing/no-console.ts',
    'package-lock.json',
  )

function digestOf(...patterns: string[]): string {
  const hash = createHash('sha256')
  const files = globSync(patterns, { cwd: root }).filter((file) => !file.endsWith('.test.ts'))
  for (const file of files.sort())
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0')
  return hash.digest('hex').slice(0, 12)
}
