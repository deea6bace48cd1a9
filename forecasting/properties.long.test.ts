/** The properties that `npm test` tries 100 times, 1,000 times each. */
import fc from 'fast-check'
import { afterAll, beforeEach } from 'vitest'
import { checkSeed } from '#scripts/testing/check-seed.ts'
import { propertyRuns } from '#scripts/testing/property-runs.ts'
import './projection/properties.test.ts'
import './projection/shifted.test.ts'
import './rules/properties.test.ts'

fc.configureGlobal({ numRuns: propertyRuns.numRuns, seed: checkSeed() })

let tried = 0
beforeEach(() => {
  tried += 1
})
afterAll(() => {
  process.stdout.write(`result: ${tried} properties, ${propertyRuns.numRuns} cases each\n`)
})
