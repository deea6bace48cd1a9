import { describe, expect, test } from 'vitest'
import { LawReader } from '../../law.ts'
import { age } from '../../model/age.ts'
import type { ContractHolding, Kollektivavtal, PayoutDuration, Reported } from '../../model/holding.ts'
import { kronor } from '../../model/quantity.ts'
import { isoDateOf, yearMonth } from '../../model/year-month.ts'
import { capitalOf, contract, forecast } from '../../testing/holdings.ts'
import { agreementOf, durationRuleOf, earliestAgeOf, lastPremiumOf, latestAgeOf, runningPremium } from './index.ts'

const today = isoDateOf('2026-11-22')
const law = new LawReader()
const terms = contract().payoutTerms
const months = (count: number): PayoutDuration => ({ months: count })

test.each<[Reported<Kollektivavtal>, Kollektivavtal | null]>([
  ['not-reported', null],
  ['none', null],
  ['ITP1', 'ITP1'],
  ['other', 'other'],
])('a contract that reports %s is under %s', (kollektivavtal, agreement) => {
  expect(agreementOf(contract({ kollektivavtal }))).toBe(agreement)
})

// PA 16 avdelning 1 has one age for all birth years, 64 since 2026 (SPV); only avdelning 2 goes by the birth year.
test.each<[Reported<Kollektivavtal>, number, number]>([
  ['PA16-1', 1960, 64],
  ['PA16-1', 1970, 64],
  ['PA16-2', 1965, 61],
  ['PA16-2', 1966, 63],
  ['PA03', 1970, 61],
  ['AKAP-KR', 1960, 62],
  ['not-reported', 1960, 55],
])('the lowest age under %s, born %i, is %i', (kollektivavtal, birthYear, years) => {
  expect(earliestAgeOf(contract({ kollektivavtal }), birthYear, today, law)).toBe(age(years))
})

test.each<[Reported<Kollektivavtal>, number | null]>([
  ['PA16-1', age(72)],
  ['none', null],
  ['not-reported', null],
])('without an own latest age one under %s has %s', (kollektivavtal, latest) => {
  expect(latestAgeOf(contract({ kollektivavtal }), today, law)).toBe(latest)
})

describe('the choices of how long a payout lasts', () => {
  const ruleOf = (given: Partial<ContractHolding>, benefit = false) =>
    durationRuleOf(contract(given), benefit, today, law)
  const [five, ten, fifteen, twenty] = [months(60), months(120), months(180), months(240)]

  // The limits are those of the agreements (kortast- and langst-utbetalningstid), else five years by tax law.
  test.each<[string, Partial<ContractHolding>, readonly PayoutDuration[]]>([
    ['ITP 1: 5 to 20', { kollektivavtal: 'ITP1' }, ['lifelong', five, ten, fifteen, twenty]],
    ['AKAP-KR: 10 and more', { kollektivavtal: 'AKAP-KR' }, ['lifelong', ten, fifteen, twenty]],
    ['KAP-KL: 10 and more', { kollektivavtal: 'KAP-KL' }, ['lifelong', ten, fifteen, twenty]],
    ['private: 5 and more', { skatteklass: 'P' }, ['lifelong', five, ten, fifteen, twenty]],
    ['kapitalförsäkring: any', { skatteklass: 'K' }, ['lifelong', five, ten, fifteen, twenty]],
  ])('%s', (_, given, offered) => {
    expect(ruleOf(given)).toMatchObject({ listed: null, offered })
  })

  test.each<[Partial<ContractHolding>, number, number, number]>([
    [{ kollektivavtal: 'ITP1' }, 60, 36, 240],
    [{ kollektivavtal: 'ITPK' }, 24, 24, 240],
    [{ kollektivavtal: 'AKAP-KR' }, 120, 120, Infinity],
    [{ kollektivavtal: 'FTP' }, 60, 36, 360],
    [{ kollektivavtal: 'not-reported' }, 60, 60, Infinity],
    [{ skatteklass: 'K' }, 1, 1, Infinity],
  ])('%o: from %i months, %i to 65, to %i', (given, shortest, shortestTo65, longest) => {
    expect(ruleOf(given)).toMatchObject({ shortest, shortestTo65, longest })
  })

  test('what the provider forecasts comes first where it is not among them', () => {
    const forecasts = [forecast(age(65), 1, { duration: months(84) })]
    expect(ruleOf({ kollektivavtal: 'ITP1', forecasts }).offered).toEqual([
      months(84),
      'lifelong',
      five,
      ten,
      fifteen,
      twenty,
    ])
  })

  test('the contract’s own list, and a defined benefit for life, are all there is', () => {
    const durations = [five, ten]
    const own = { kollektivavtal: 'ITP1', payoutTerms: { ...terms, durations } } as const
    expect(ruleOf(own)).toMatchObject({ listed: durations, offered: durations })
    const benefit = ruleOf({ kollektivavtal: 'KAP-KL' }, true)
    expect(benefit).toMatchObject({ listed: ['lifelong'], offered: ['lifelong'] })
    expect(ruleOf({ kollektivavtal: 'ITP2' }, true).listed).toBeNull()
  })
})

// 15 months after the last premium it still runs, 16 months after it does not; they count to the day of the capital,
// and to today (November 2026) where there is none.
test.each<[string, string | null, boolean]>([
  ['2025-08-31', null, true],
  ['2025-07-31', null, false],
  ['2025-06-30', '2026-09-30', true],
  ['2025-06-30', '2026-10-31', false],
  ['2025-05-31', '2026-08-31', true],
])('a premium paid until %s, with a capital of %s, runs: %s', (paidUntil, date, runs) => {
  const premium = { amount: kronor(1000), interval: 'month', paidUntil: isoDateOf(paidUntil) } as const
  const capital = date === null ? 'not-reported' : capitalOf(1, date)
  expect(runningPremium(contract({ premium, capital }), today)?.toNumber() ?? null).toBe(runs ? 12_000 : null)
})

// Born 15 May 1970: 63, 65 and 66 are reached in May 2033, 2035 and 2036.
test.each<[Reported<Kollektivavtal>, number | null, number, boolean]>([
  ['other', 63, 2033, false],
  ['not-reported', 63, 2033, false],
  ['not-reported', null, 2035, true],
  ['ITP1', 63, 2036, false],
])('under %s, agreed age %s, premiums end in May %i', (kollektivavtal, years, year, agreedAgeAssumed) => {
  const payoutTerms = { ...terms, agreedAge: years === null ? ('not-reported' as const) : age(years) }
  const of = contract({ kollektivavtal, payoutTerms })
  expect(lastPremiumOf(of, isoDateOf('1970-05-15'), today, law)).toEqual({
    month: yearMonth(year, 5),
    agreedAgeAssumed,
  })
})
