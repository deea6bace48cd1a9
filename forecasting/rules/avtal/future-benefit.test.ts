import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LawReader } from '../../law.ts'
import { age } from '../../model/age.ts'
import type { Kollektivavtal, Reported, ServiceTimes } from '../../model/holding.ts'
import { kronorPerYear } from '../../model/quantity.ts'
import { isoDateOf, yearMonth } from '../../model/year-month.ts'
import { benefitOf } from '../../testing/holdings.ts'
import { benefitWithService, pensionablePay, serviceRule, serviceSpans } from './index.ts'

const today = isoDateOf('2026-11-22')
const law = new LawReader()
/** Born in May 1970, on 600,000 a year by the end of 2025, works until 65. */
const employee = {
  agreement: 'ITP2' as Kollektivavtal,
  birthDate: isoDateOf('1970-05-15'),
  earned: benefitOf(2500, '2025-12-31'),
  serviceTimes: 'not-reported' as Reported<ServiceTimes>,
  pay: [600_000],
  workEnds: yearMonth(2035, 6),
  countedFrom: age(65),
}

/** What is added, and the whole, in öre. Pay changes each January from 2028 on, the last goes on. */
const at = (own: Partial<typeof employee> = {}) => {
  const { agreement, earned, serviceTimes: times, pay, workEnds, ...who } = { ...employee, ...own }
  const rule = serviceRule(agreement, { ...who, earned, today }, law)
  if (rule === null) return null
  const path = pay.map((salary, i) => ({
    from: yearMonth(i === 0 ? 1990 : 2027 + i, 1),
    to: yearMonth(i === pay.length - 1 ? 2090 : 2028 + i, 1),
    salary: kronorPerYear(salary),
  }))
  const whole = benefitWithService(rule, earned.value, { spans: serviceSpans(rule, path, law), times }, workEnds)
  return [whole.minus(earned.value).toDecimalPlaces(2).toNumber(), whole.toDecimalPlaces(2).toNumber()]
}

// The whole benefit is 10 % of 600,000 / 12 = 5,000. January 2026 to April 2035 are 112 months: 5,000 · 112 / 360 =
// 1,555.56. Work that ends in June 2030: 54 months, 750. From then on it is paid up.
test('each month to come adds a 360th of the whole benefit, to the month before 65 or the end of work', () => {
  expect(at()).toEqual([1555.56, 4055.56])
  expect(at({ workEnds: yearMonth(2030, 7) })).toEqual([750, 3250])
  expect(at({ workEnds: yearMonth(2025, 1) })).toEqual([0, 2500])
})

// 24 months to the end of 2027 on 600,000, 12 on 300,000, then 76 months to April 2035 on 600,000: 5,000 · 100 / 360 + 2,500
// · 12 / 360 = 1,388.89 + 83.33 = 1,472.22.
test('each month counts on its own pay: part-time for a year', () => {
  expect(at({ pay: [600_000, 300_000, 600_000] })).toEqual([1472.22, 3972.22])
})

// 330 and 300 months served: 30 and 60 are left. Pay 1,000,000: 10 % of 625,500 = 5,212.5 a month, 65 % of 374,500 =
// 20,285.42: 5,212.5 · 30 / 360 + 20,285.42 · 60 / 360 = 434.38 + 3,380.90 = 3,815.28.
test('no more months than are missing to 360, below and above 7.5 inkomstbasbelopp apart', () => {
  const served = { pay: [1_000_000], earned: benefitOf(20_000, '2025-12-31') }
  expect(at({ ...served, serviceTimes: { monthsUnder: 330, monthsOver: 300 } })).toEqual([3815.28, 23_815.28])
  expect(at({ ...served, serviceTimes: { monthsUnder: 360, monthsOver: 400 } })).toEqual([0, 20_000])
})

// The same 30 and 60 months, 24 of them by the end of 2027: what is served in one stretch is missing in the next.
test('the months that are missing are counted over all stretches of pay', () => {
  const served = { pay: [1_000_000, 1_000_000], earned: benefitOf(20_000, '2025-12-31') }
  expect(at({ ...served, serviceTimes: { monthsUnder: 330, monthsOver: 300 } })).toEqual([3815.28, 23_815.28])
})

// 60 months are missing: 5,000 · 60 / 360 = 833.33, though 4,900 are earned of a whole benefit of 5,000.
test('reported times count, not what is missing to the whole benefit on the pay of today', () => {
  const of = { earned: benefitOf(4900, '2025-12-31'), serviceTimes: { monthsUnder: 300, monthsOver: 300 } }
  expect(at(of)).toEqual([833.33, 5733.33])
})

// The whole benefit on 600,000 is 5,000: 10 are missing. The pay of 2028 would give more, but work has ended.
test.each([yearMonth(2027, 7), yearMonth(2028, 1)])('pay after the end of work (%i) raises nothing', (workEnds) => {
  expect(at({ pay: [600_000, 1_200_000], earned: benefitOf(4990, '2025-12-31'), workEnds })).toEqual([10, 5000])
})

test('without reported times until the whole benefit, and what is earned beyond it stays', () => {
  expect(at({ earned: benefitOf(4800, '2025-12-31') })).toEqual([200, 5000])
  expect(at({ earned: benefitOf(6000, '2025-12-31') })).toEqual([0, 6000])
})

// Born in May 2000: service counts from May 2028: to the end of 2034 80 months: 5,000 · 80 / 360 = 1,111.11.
test('service counts from the month of 28', () => {
  const young = { birthDate: isoDateOf('2000-05-15'), earned: benefitOf(0, '2025-12-31') }
  expect(at({ ...young, workEnds: yearMonth(2035, 1) })).toEqual([1111.11, 1111.11])
})

// KAP-KL, born 1970: 55 % of 1,000,000 − 625,500 = 205,975 / 12 = 17,164.58 · 112 / 360 = 5,340.09. PA 16 avdelning 2, born
// 1970: 1.3 % · 625,500 + 60.5 % · 374,500 = 234,704 / 12 = 19,558.67 · 112 / 360 = 6,084.92.
test.each<[Kollektivavtal, number]>([
  ['KAP-KL', 5340.09],
  ['PA16-2', 6084.92],
  ['PA03', 6084.92],
])('%s by its own shares', (agreement, future) => {
  const of = { agreement, pay: [1_000_000], earned: benefitOf(0, '2025-12-31') }
  expect(at(of)).toEqual([future, future])
})

test('an agreement without a rule has none', () => {
  expect(at({ agreement: 'BTP2' })).toBeNull()
  expect(at({ agreement: 'FTP' })).toBeNull()
})

test('ITP 2 counts 12.2 monthly salaries, the others 12', () => {
  const of = (agreement: Kollektivavtal) =>
    pensionablePay(agreement, { salary: kronorPerYear(600_000), today }, law).toNumber()
  expect([of('ITP2'), of('KAP-KL')]).toEqual([610_000, 600_000])
})

describe('for all', () => {
  const employments = fc.record({
    agreement: fc.constantFrom<Kollektivavtal>('ITP2', 'KAP-KL', 'PA16-2'),
    earned: fc.integer({ min: 0, max: 60_000 }).map((amount) => benefitOf(amount, '2025-12-31')),
    pay: fc.array(fc.integer({ min: 100_000, max: 3_000_000 }), { minLength: 1, maxLength: 4 }),
    workEnds: fc.integer({ min: 0, max: 140 }).map((later) => yearMonth(2026, 1 + later)),
    serviceTimes: fc.option(
      fc.record({ monthsUnder: fc.integer({ min: 0, max: 400 }), monthsOver: fc.integer({ min: 0, max: 400 }) }),
      { nil: 'not-reported' as const },
    ),
  })

  test('what is earned is never lessened; more pay and longer work never give less', () => {
    fc.assert(
      fc.property(employments, fc.integer({ min: 0, max: 500_000 }), (own, more) => {
        const amount = (given: Partial<typeof own>) => Number(at({ ...own, ...given })?.[1])
        expect(amount({})).toBeGreaterThanOrEqual(own.earned.value.toNumber())
        expect(amount({ pay: own.pay.map((pay) => pay + more) })).toBeGreaterThanOrEqual(amount({}))
        const later = yearMonth(2040, 1)
        expect(amount({ workEnds: later })).toBeGreaterThanOrEqual(amount({}))
      }),
    )
  })
})
