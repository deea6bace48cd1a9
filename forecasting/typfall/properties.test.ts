/** What holds for every hypothetical career, whatever its cohort, ages, pay, agreement and economy. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { typfallsmodellen } from '../departures.ts'
import { Dec, share } from '../model/quantity.ts'
import type { TypfallInput } from './input.ts'
import { agreements } from './input.ts'
import { Economies, runTypfall } from './run.ts'

const economies = new Economies()
const run = (input: TypfallInput) => runTypfall(input, typfallsmodellen, economies).result

const careers = fc
  .record({
    birthYear: fc.integer({ min: 1930, max: 2009 }),
    workStartAge: fc.integer({ min: 16, max: 35 }),
    retirementAge: fc.integer({ min: 61, max: 70 }),
    salary: fc.integer({ min: 0, max: 3_000_000 }),
    inflation: fc.constantFrom('0', '0.02'),
    realGrowth: fc.constantFrom('0', '0.016'),
    agreement: fc.constantFrom(...Object.values(agreements)),
  })
  .map(({ inflation, realGrowth, salary, ...career }): TypfallInput => ({
    ...career,
    salary: new Dec(salary),
    inflation: share(inflation),
    realGrowth: share(realGrowth),
    realReturn: share('0.017'),
  }))

test('parts sum to the whole, nothing is negative, and tax never adds', () => {
  fc.assert(
    fc.property(careers, (career) => {
      const result = run(career)
      for (const value of Object.values<Dec>({ ...result })) expect(value.isFinite() && value.gte(0)).toBe(true)
      const parts = [
        result.inkomstpension,
        result.tillaggspension,
        result.premiepension,
        result.garantipension,
        result.inkomstpensionstillagg,
        result.tjanstepension,
        result.ownSaving,
      ].reduce((sum, part) => sum.plus(part), new Dec(0))
      expect(parts.minus(result.gross).abs().toNumber()).toBeLessThan(1e-20)
      expect(result.afterTax.lte(result.gross)).toBe(true)
      const disposable = result.afterTax.plus(result.bostadstillagg).minus(result.disposable)
      expect(disposable.abs().toNumber()).toBeLessThan(1e-20)
    }),
    { numRuns: 60 },
  )
})

test('more pay never lowers the pension that pay earns', () => {
  fc.assert(
    fc.property(careers, fc.integer({ min: 1, max: 200_000 }), (career, more) => {
      const [less, raised] = [run(career), run({ ...career, salary: career.salary.plus(more) })]
      expect(raised.inkomstpension.gte(less.inkomstpension)).toBe(true)
      expect(raised.premiepension.gte(less.premiepension)).toBe(true)
      expect(raised.finalSalary.gte(less.finalSalary)).toBe(true)
      expect(raised.bostadstillagg.lte(less.bostadstillagg)).toBe(true)
    }),
    { numRuns: 40 },
  )
})
