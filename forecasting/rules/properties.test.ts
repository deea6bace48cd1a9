/** What must hold of every rule, whoever the person: more earned never gives less, and nothing is below nothing. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LawReader } from '../law.ts'
import type { Age } from '../model/age.ts'
import type { KronorPerYear } from '../model/quantity.ts'
import { Dec, kronor, kronorPerYear } from '../model/quantity.ts'
import { premiumAkapKr } from './akap-kr/index.ts'
import { premiumBtp1 } from './btp1/index.ts'
import { calculateGarantipension } from './garantipension/index.ts'
import {
  calculateInkomstpension,
  foljsamhetsindexering,
  inkomstpensionYear,
  stepInkomstpension,
} from './inkomstpension/index.ts'
import { calculateInkomstpensionstillagg } from './inkomstpensionstillagg/index.ts'
import { premiumItp1 } from './itp1/index.ts'
import { benefitItp2, premiumItpk } from './itp2/index.ts'
import { benefitKapKl, premiumKapKl } from './kap-kl/index.ts'
import { benefitPa03, premiumPa16Avdelning1, premiumPa16Avdelning2 } from './pa16/index.ts'
import { calculatePremiepension, stepPremiepension } from './premiepension/index.ts'
import { benefitStp, premiumSafLo } from './saf-lo/index.ts'
import { calculateTillaggspension } from './tillaggspension/index.ts'
import type { PremiumYear } from './tjanstepension/index.ts'
import { stepCapital } from './tjanstepension/index.ts'

const law = () => new LawReader()
const amounts = fc.integer({ min: 0, max: 3_000_000 })
const mores = fc.integer({ min: 0, max: 500_000 })
const born = fc.integer({ min: 1938, max: 2005 })
const years = fc.integer({ min: 2025, max: 2060 })

describe('the public pension', () => {
  test('garantipension falls with the base, but base and guarantee together never do', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 400_000 }),
        mores,
        fc.boolean(),
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 1938, max: 1959 }),
        (base, more, married, residenceYears, birthYear) => {
          const of = (amount: number) =>
            calculateGarantipension(
              { birthYear, year: 2026, married, residenceYears, base: kronorPerYear(amount) },
              law(),
            ).toNumber()
          expect(of(base + more)).toBeLessThanOrEqual(of(base))
          // Half a krona a month is rounded away at either end.
          expect(base + more + of(base + more)).toBeGreaterThanOrEqual(base + of(base) - 12)
          expect(of(base)).toBeGreaterThanOrEqual(0)
          expect(of(0)).toBeLessThanOrEqual(2.43 * 59_200 + 6)
        },
      ),
    )
  })

  test('inkomstpensionstillägg is between 0 and 7,200, and falls by no more than its taper and one step of 600', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300_000 }), mores, fc.integer({ min: 0, max: 50 }), (base, more, time) => {
        const of = (amount: number) =>
          calculateInkomstpensionstillagg(
            { base: kronorPerYear(amount), yearsWithIncome: time, birthYear: 1955, year: 2026 },
            law(),
          ).toNumber()
        expect(of(base)).toBeGreaterThanOrEqual(0)
        expect(of(base)).toBeLessThanOrEqual(7200)
        expect(of(base + more)).toBeGreaterThanOrEqual(of(base) - 0.2 * more - 600)
      }),
    )
  })

  test('more in an account gives no less pension, in proportion; a later start no less of the same account', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 8_000_000 }),
        mores,
        fc.integer({ min: 1960, max: 2020 }),
        fc.integer({ min: 64 * 12, max: 75 * 12 - 1 }),
        (balance, more, birthYear, months) => {
          const of = (amount: number, at: number) => {
            const drawn = { birthYear, at: at as Age }
            const capital = kronor(amount)
            return [
              calculateInkomstpension({ ...drawn, balance: capital, rights: kronor(0) }, law()),
              calculatePremiepension({ ...drawn, capital }, law()),
            ].map(Number)
          }
          const [here, there, later] = [of(balance, months), of(balance + more, months), of(balance, months + 1)]
          for (const i of [0, 1]) {
            expect(there[i]).toBeGreaterThanOrEqual(here[i] ?? 0)
            expect(later[i]).toBeGreaterThanOrEqual(here[i] ?? 0)
          }
          // Rights count as the balance does.
          const split = { birthYear, at: months as Age, balance: kronor(balance), rights: kronor(more) }
          expect(calculateInkomstpension(split, law()).toNumber()).toBe(there[0])
        },
      ),
    )
  })

  test('a year never takes more from an account than its cost, and more in it leaves no less', () => {
    fc.assert(
      fc.property(amounts, mores, fc.integer({ min: 1950, max: 2010 }), years, (balance, right, birthYear, year) => {
        const factors = inkomstpensionYear({ birthYear, year }, law())
        const step = (amount: number) =>
          stepInkomstpension({ balance: kronor(amount), right: new Dec(right) }, factors).toNumber()
        expect(step(balance)).toBeGreaterThanOrEqual(Math.floor((balance + right) * 0.9997) - 1)
        expect(step(balance + 1000)).toBeGreaterThanOrEqual(step(balance))
        const premium = (amount: number) =>
          stepPremiepension({ balance: kronor(amount), right: new Dec(right), birthYear, year }, law()).toNumber()
        expect(premium(balance)).toBeGreaterThanOrEqual(balance + right)
        expect(premium(balance + 1000)).toBeGreaterThanOrEqual(premium(balance))
      }),
    )
  })

  test('in payment at zero growth every year is 1.016 lower in the money of incomes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2027, max: 2110 }), (year) => {
        expect(foljsamhetsindexering(year, law()).times(1.016).toNumber()).toBeCloseTo(1, 12)
      }),
    )
  })

  test('more points never give less tilläggspension, and more inkomstpension never more', () => {
    const points = fc.integer({ min: 0, max: 650 }).map((hundredths) => new Dec(hundredths).div(100))
    const worked = fc.array(points, { minLength: 0, maxLength: 40 })
    fc.assert(
      fc.property(
        worked,
        fc.integer({ min: 1930, max: 1953 }),
        fc.integer({ min: 61, max: 70 }),
        mores,
        (list, birthYear, retirementAge, more) => {
          const of = (added: number, inkomstpension: number) =>
            calculateTillaggspension(
              {
                birthYear,
                retirementAge,
                married: false,
                earned: list.map((value, i) => ({ year: 1960 + i, points: value.plus(added) })),
                inkomstpension: kronorPerYear(inkomstpension),
              },
              law(),
            ).toNumber()
          expect(of(0.5, 0)).toBeGreaterThanOrEqual(of(0, 0))
          expect(of(0, more)).toBeLessThanOrEqual(of(0, 0))
          expect(of(0, more)).toBeGreaterThanOrEqual(0)
        },
      ),
    )
  })
})

describe('the agreements', () => {
  const rules: Readonly<Record<string, (year: PremiumYear, reader: LawReader) => KronorPerYear>> = {
    premiumAkapKr,
    premiumBtp1,
    premiumItp1,
    premiumItpk,
    premiumKapKl,
    premiumPa16Avdelning1,
    premiumPa16Avdelning2,
    premiumSafLo,
  }
  test.each(Object.entries(rules))('%s: more pay never gives a lower premium, nor less than nothing', (_, rule) => {
    fc.assert(
      fc.property(
        amounts,
        mores,
        fc.integer({ min: 1995, max: 2060 }),
        fc.integer({ min: 16, max: 75 }),
        (pay, more, year, at) => {
          const of = (amount: number) =>
            rule({ pay: kronorPerYear(amount), year, birthYear: year - at }, law()).toNumber()
          expect(of(pay + more)).toBeGreaterThanOrEqual(of(pay))
          expect(of(pay)).toBeGreaterThanOrEqual(0)
          expect(of(0)).toBe(0)
        },
      ),
    )
  })

  const service = (birthYear: number, retirementAge: number, from: number, pay: number) => ({
    birthYear,
    retirementAge,
    workStartAge: from,
    payAt: (at: number) => new Dec(at >= from && at < retirementAge ? pay : 0),
    pointsAt: (at: number) => new Dec(at >= from && at < retirementAge ? Math.min(6.5, pay / 50_000) : 0),
    tillaggspension: kronorPerYear(0),
  })
  const benefits = { benefitItp2, benefitKapKl, benefitPa03, benefitStp }
  test.each(Object.entries(benefits))('%s: more pay and longer service never give less', (_, benefit) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1945, max: 1990 }),
        fc.integer({ min: 62, max: 69 }),
        fc.integer({ min: 20, max: 50 }),
        amounts,
        mores,
        (birthYear, retirementAge, from, pay, more) => {
          const of = (start: number, amount: number) =>
            benefit(service(birthYear, retirementAge, start, amount), law()).toNumber()
          expect(of(from, pay + more)).toBeGreaterThanOrEqual(of(from, pay))
          expect(of(from, pay)).toBeGreaterThanOrEqual(0)
          // The years before 1996 of STP are a mean: who began late has the higher one, so only pay is compared.
          if (benefit !== benefitStp) expect(of(from - 3, pay)).toBeGreaterThanOrEqual(of(from, pay))
        },
      ),
    )
  })

  test('capital with a premium is no less than without, and never below nothing', () => {
    fc.assert(
      fc.property(amounts, mores, born, years, (capital, paid, birthYear, year) => {
        const of = (premium: number) =>
          stepCapital({ capital: kronor(capital), premium: kronorPerYear(premium), birthYear, year }, law()).toNumber()
        expect(of(paid)).toBeGreaterThanOrEqual(of(0))
        expect(of(0)).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})
