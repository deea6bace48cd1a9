import { describe, expect, test } from 'vitest'
import { age } from '#forecasting/model/age.ts'
import { kronorPerMonth } from '#forecasting/model/quantity.ts'
import { isoDateOf, yearMonth } from '#forecasting/model/year-month.ts'
import type { MonthRun, PaymentRun, Projection } from '#forecasting/projection/types.ts'
import type { HouseholdShare } from '../api/sharing.ts'
import { householdShare, jointYears } from './household-share.ts'

const run = (
  pillar: PaymentRun['pillar'],
  from: PaymentRun['from'],
  to: PaymentRun['to'],
  amount: number,
): PaymentRun => ({
  holdingId: pillar,
  pillar,
  component: 'avtal',
  from,
  to,
  amount: kronorPerMonth(amount),
  taxed: true,
  calculatedBy: 'provider-values',
})
const months = (net: number | null): MonthRun[] => [
  {
    from: yearMonth(2026, 12),
    to: yearMonth(2080, 12),
    gross: kronorPerMonth(0),
    taxed: kronorPerMonth(0),
    work: kronorPerMonth(0),
    benefit: kronorPerMonth(0),
    tax: null,
    net: null,
    netPayments: net === null ? null : kronorPerMonth(net),
  },
]
const projection = (runs: readonly PaymentRun[], net: number | null = 5_000): Projection => ({
  runs,
  holdings: [],
  falls: [],
  months: months(net),
  assumptions: [],
  steps: [],
  ages: { earliest: age(55), publicEarliest: age(64), riktalder: age(67), latest: age(75), riktalderStatus: 'decided' },
  retirementAge: age(67),
  firstMonth: yearMonth(2032, 6),
  salary: null,
})
const share = (runs: readonly PaymentRun[], net?: number | null): HouseholdShare =>
  householdShare({
    name: 'Anna Ask',
    birthDate: isoDateOf('1965-05-15'),
    today: isoDateOf('2026-11-22'),
    count: { answered: 18, of: 31, older: 0 },
    isChoice: true,
    projection: projection(runs, net),
  })

describe('what one shows', () => {
  const shown = share([
    run('allman-pension', yearMonth(2032, 7), 'lifelong', 12_000),
    run('tjanstepension', yearMonth(2032, 7), yearMonth(2033, 6), 6_000),
  ])

  test('is the mean of each calendar year, by family, and nothing else', () => {
    expect(shown).toMatchObject({ firstName: 'Anna', birthYear: 1965, retirementAge: age(67), day: '2026-11-22' })
    const of = (year: number) => shown.years.find((one) => one.year === year)
    expect(of(2031)).toMatchObject({ gross: 0 })
    // Half a year of 18,000, then half a year of it and half a year of 12,000.
    expect(of(2032)).toMatchObject({ gross: 9_000, net: 5_000 })
    expect(of(2033)).toMatchObject({
      gross: 15_000,
      byPillar: [
        { pillar: 'allman-pension', monthly: 12_000 },
        { pillar: 'tjanstepension', monthly: 3_000 },
      ],
    })
    expect(of(2034)?.gross).toBe(12_000)
    expect(Object.keys(shown.years[0] ?? {})).toEqual(['year', 'gross', 'net', 'byPillar'])
  })

  test('begins with what is left of this year', () => {
    expect(share([run('allman-pension', yearMonth(2026, 1), 'lifelong', 12_000)]).years[0]).toMatchObject({
      year: 2026,
      gross: 12_000,
    })
  })

  test('is without a figure after tax where none is calculated', () => {
    expect(share([], null).years.every(({ net }) => net === null)).toBe(true)
  })
})

describe('both together', () => {
  const of = (birthYear: number, first: number, gross: number, net: number | null = gross): HouseholdShare => ({
    firstName: 'Bo',
    birthYear,
    retirementAge: age(67),
    day: '2026-11-22',
    years: Array.from({ length: birthYear + 105 - 2026 }, (_, index) => ({
      year: 2026 + index,
      gross: 2026 + index < first ? 0 : gross,
      net: 2026 + index < first ? 0 : net,
      byPillar: [],
    })),
  })
  const joint = jointYears(of(1965, 2032, 20_000, 15_000), of(1970, 2037, 10_000, 8_000), 2026)

  test('from the first pension of either to the year in which the younger turns 95', () => {
    expect(joint[0]).toEqual({
      year: 2032,
      ages: { mine: 67, theirs: 62 },
      mine: 20_000,
      theirs: 0,
      gross: 20_000,
      net: 15_000,
    })
    expect(joint.at(-1)).toEqual({
      year: 2065,
      ages: { mine: 100, theirs: 95 },
      mine: 20_000,
      theirs: 10_000,
      gross: 30_000,
      net: 23_000,
    })
  })

  test('years that are past or that one share does not reach are left out', () => {
    expect(jointYears(of(1965, 2020, 1_000), of(1970, 2020, 1_000), 2030)[0]?.year).toBe(2030)
    expect(jointYears(of(1940, 2020, 1_000), of(1970, 2020, 1_000), 2026).at(-1)?.year).toBe(2044)
  })

  test('nothing after tax of one is nothing of both; no pension at all is no picture', () => {
    expect(jointYears(of(1965, 2032, 20_000, null), of(1970, 2037, 10_000), 2026)[0]?.net).toBeNull()
    expect(jointYears(of(1965, 2200, 0), of(1970, 2200, 0), 2026)).toEqual([])
  })
})
