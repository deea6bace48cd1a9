import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LawReader } from '../law.ts'
import { age } from '../model/age.ts'
import type { PublicHolding } from '../model/holding.ts'
import { kronorPerYear } from '../model/quantity.ts'
import { isoDateOf } from '../model/year-month.ts'
import { undrawnPublic } from '../testing/generated-people.ts'
import { benefitOf, capitalOf, forecast, publicPayment, publicPension, right } from '../testing/holdings.ts'
import { withRebuiltBalances } from './rebuilt-balances.ts'
import { project } from './run.ts'

const projected = (holding: PublicHolding, birthDate = '1985-05-15') =>
  project({
    person: { birthDate: isoDateOf(birthDate) },
    holdings: [{ id: 'h0', holding }],
    choices: { retirementAge: age(67) },
    today: isoDateOf('2026-11-22'),
  })
const rebuilt = (holding: PublicHolding, birthYear = 1985) =>
  withRebuiltBalances(
    holding,
    {
      birthYear,
      known: { person: { birthDate: isoDateOf(`${birthYear}-05-15`) }, holdings: [], today: isoDateOf('2026-11-22') },
    },
    new LawReader(),
  )

// Rights of 48,000 and 7,500 on 300,000 in 2023, of 49,600 and 7,750 on 310,000 in 2024; born 1985, 40 in 2025.
const held = publicPension({ rights: [right(2025, 320_000), right(2023, 300_000), right(2024, 310_000)] })

describe('balances that are not reported', () => {
  // 2024: 48,000 · 0.999655 · 220.23 / 208.41 = 50,704.8.
  // 2025: (50,704 · 1.0005302 + 49,600) · 0.9997489 · 228.08 / 220.23 = 103,881.04.
  // Premiepension: 7,500 · 1.02729 = 7,704.7 in 2024; in 2025, with a return of 4.4435 %, 7,704 · 1.044435 = 8,046.33
  // + 7,704 · 0.0005302 / √1.044435 = 4.00 + 7,750 · 1.01 = 7,827.5: 15,877.8. The rights of 2025 come in 2026.
  test('are rebuilt from the rights of each year, by hand', () => {
    const { inkomstpensionBalance, premiepensionBalance } = rebuilt(held)
    expect(inkomstpensionBalance).toEqual(capitalOf(103_881))
    expect(premiepensionBalance).toEqual(capitalOf(15_877))
  })

  test('give the pension that they would give if they were reported, and that is said', () => {
    const { runs, holdings } = projected(held)
    const told = projected({
      ...held,
      inkomstpensionBalance: capitalOf(103_881),
      premiepensionBalance: capitalOf(15_877),
    })
    expect(runs).toEqual(told.runs)
    expect(runs.map(({ component }) => component)).toEqual(expect.arrayContaining(['inkomstpension', 'premiepension']))
    const assumptions = holdings[0]?.assumptions ?? []
    expect(assumptions.filter((code) => code !== 'balance-rebuilt-from-rights')).toEqual(told.holdings[0]?.assumptions)
    expect(assumptions).toContain('balance-rebuilt-from-rights')
  })

  test('are explained by the rights and the figures of law that made them', () => {
    const step = projected(held).holdings[0]?.steps.find(({ rule }) => rule === 'allman-pension.balance-rebuilt')
    expect(step).toMatchObject({
      inputs: { firstRight: '2023', date: '2025-12-31', inkomstpension: '103881', premiepension: '15877' },
      result: '119758',
    })
    expect(step?.figures.map(({ term }) => term)).toEqual(
      expect.arrayContaining(['inkomstindex', 'avkastning i premiepensionen', 'ränta på pensionsrätt']),
    )
  })

  test('are the base of the guarantee beside the agency’s own forecast', () => {
    const { runs, holdings } = projected({ ...held, forecasts: [forecast(age(67), 6000)] })
    expect(runs[0]).toMatchObject({ component: 'allman-pension', calculatedBy: 'provider-forecast' })
    expect(runs.map(({ component }) => component)).toContain('garantipension')
    expect(holdings[0]?.assumptions).toContain('balance-rebuilt-from-rights')
  })

  test('a year that lacks has given nothing', () => {
    const without = { ...held, rights: held.rights.filter(({ incomeYear }) => incomeYear !== 2024) }
    const none = { ...right(2024, 0), inkomstpension: kronorPerYear(0), premiepension: kronorPerYear(0) }
    expect(rebuilt(without)).toEqual({
      ...rebuilt({ ...held, rights: [...without.rights, none] }),
      rights: without.rights,
    })
  })
})

describe('a holding is left as it is', () => {
  test('where any balance is reported', () => {
    fc.assert(
      fc.property(undrawnPublic, fc.integer({ min: 1938, max: 2005 }), (holding, birthYear) => {
        const isReported = [holding.inkomstpensionBalance, holding.premiepensionBalance].some(
          (balance) => balance !== 'not-reported',
        )
        fc.pre(isReported)
        expect(rebuilt(holding, birthYear)).toBe(holding)
      }),
    )
  })

  test.each([
    ['without rights', publicPension()],
    ['with rights that are not yet credited', publicPension({ rights: [right(2025, 300_000)] })],
    ['with rights of nothing', publicPension({ rights: [right(2023, 0), right(2024, 0)] })],
    ['with something in payment', { ...held, payments: [publicPayment('premiepension', 500)] }],
  ])('%s', (_name, holding) => {
    expect(rebuilt(holding)).toBe(holding)
  })

  test('of those born before the reformed system, who have tilläggspension alone', () => {
    const { runs, holdings } = projected({ ...held, tillaggspension: benefitOf(9000) }, '1936-05-15')
    expect(runs[0]?.component).toBe('tillaggspension')
    expect(holdings[0]?.assumptions).not.toContain('balance-rebuilt-from-rights')
  })
})

test('more of a right never gives a lower balance, in any year or for any cohort', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 600_000 }), { minLength: 2, maxLength: 40 }),
      fc.nat(),
      fc.integer({ min: 1938, max: 1990 }),
      (incomes, at, birthYear) => {
        const rights = incomes.map((pgi, i) => right(2024 - i, pgi))
        const more = incomes.map((pgi, i) => right(2024 - i, pgi + (i === at % incomes.length ? 10_000 : 0)))
        const of = (given: PublicHolding['rights']) => {
          const { inkomstpensionBalance: income, premiepensionBalance: premium } = rebuilt(
            publicPension({ rights: given }),
            birthYear,
          )
          return [income, premium].map((balance) => (balance === 'not-reported' ? 0 : balance.value.toNumber()))
        }
        const [before, after] = [of(rights), of(more)]
        expect(after[0]).toBeGreaterThan(before[0] ?? 0)
        expect(after[1]).toBeGreaterThanOrEqual(before[1] ?? 0)
      },
    ),
  )
})
