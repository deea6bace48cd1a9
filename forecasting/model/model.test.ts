import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contract, forecast, publicPayment, publicPension, right, capitalOf } from '../testing/holdings.ts'
import type { Age } from './age.ts'
import { age, ageInMonth, extraMonths, firstMonthAtAge, wholeYears } from './age.ts'
import { ForecastInputError, MissingFigureError } from './errors.ts'
import type { ContractHolding } from './holding.ts'
import { pillarOf } from './holding.ts'
import { Dec, kronor } from './quantity.ts'
import { holdingFromText, holdingToText } from './stored.ts'
import {
  addDays,
  addMonths,
  formatYearMonth,
  isoDateOf,
  monthOfDate,
  monthOfYear,
  nearestMonthStart,
  parseIsoDate,
  yearMonth,
  yearOf,
} from './year-month.ts'

describe('days and months', () => {
  test.each(['2024-02-29', '1900-01-01', '2026-12-31'])('%s is a day', (text) => {
    expect(parseIsoDate(text)).toBe(text)
  })

  test.each(['2023-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '26-01-01', '2026-1-1', '2026-01-01T00:00', ''])(
    '%s is not',
    (text) => {
      expect(parseIsoDate(text)).toBeNull()
      expect(() => isoDateOf(text)).toThrow(RangeError)
    },
  )

  test('months add over the turn of the year', () => {
    const month = addMonths(yearMonth(2026, 11), 3)
    expect([yearOf(month), monthOfYear(month), formatYearMonth(month)]).toEqual([2027, 2, '2027-02'])
    expect(monthOfDate(isoDateOf('2027-02-28'))).toBe(month)
  })

  test.each([
    ['2027-12-31', 1, '2028-01-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2027-03-01', -1, '2027-02-28'],
    ['2028-01-31', 366, '2029-01-31'],
  ])('%s and %i days make %s', (day, days, later) => {
    expect(addDays(isoDateOf(day), days)).toBe(later)
  })

  test.each([
    ['2025-12-31', '2026-01'],
    ['2026-06-16', '2026-07'],
    ['2026-06-15', '2026-06'],
    ['2026-01-01', '2026-01'],
  ])('the month that begins nearest to %s is %s', (day, month) => {
    expect(formatYearMonth(nearestMonthStart(isoDateOf(day)))).toBe(month)
  })
})

describe('ages', () => {
  test('born 15 May 1960, 67 years: paid from June 2027', () => {
    const month = firstMonthAtAge(isoDateOf('1960-05-15'), age(67))
    expect(formatYearMonth(month)).toBe('2027-06')
    expect(ageInMonth(isoDateOf('1960-05-15'), month)).toBe(age(67))
  })

  test('the first month of an age has that age, for every birth date', () => {
    const births = fc.date({ min: new Date('1930-01-01'), max: new Date('2010-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(births, fc.integer({ min: 0, max: 1500 }), (born, months) => {
        const birthDate = isoDateOf(born.toISOString().slice(0, 10))
        expect(ageInMonth(birthDate, firstMonthAtAge(birthDate, months as Age))).toBe(months)
      }),
    )
  })

  test('years and months apart', () => {
    expect([wholeYears(age(67, 3)), extraMonths(age(67, 3))]).toEqual([67, 3])
  })
})

describe('families', () => {
  test.each([
    [{ skatteklass: 'T' }, 'tjanstepension'],
    [{ skatteklass: 'P', kollektivavtal: 'ITP1' }, 'privat-sparande'],
    [{ skatteklass: 'K' }, 'privat-sparande'],
    [{ skatteklass: 'not-reported', kollektivavtal: 'SAF-LO' }, 'tjanstepension'],
    [{ skatteklass: 'not-reported', kollektivavtal: 'none' }, 'privat-sparande'],
    [{ skatteklass: 'not-reported' }, 'privat-sparande'],
  ] as [Partial<ContractHolding>, string][])('%o is %s', (given, pillar) => {
    expect(pillarOf(contract(given))).toBe(pillar)
  })

  test('the public pension is its own', () => {
    expect(pillarOf(publicPension())).toBe('allman-pension')
  })
})

describe('stored text', () => {
  test('gives back the same holding, every digit of it', () => {
    const exact = '1234567890123456789.12345678901234567890'
    const held = contract({
      capital: capitalOf(exact),
      forecasts: [forecast(age(67), '0.10')],
      premium: { amount: kronor('1e-7'), interval: 'month', paidUntil: 'not-reported' },
    })
    const back = holdingFromText(holdingToText(held))
    expect(back).toEqual(held)
    expect(
      back.kind === 'avtal' && back.capital !== 'not-reported' && back.capital.value.plus(0).eq(new Dec(exact)),
    ).toBe(true)
  })

  test('of the public pension too, with Å, Ä and Ö', () => {
    const held = publicPension({
      rights: [right(2025, 400_000)],
      payments: [publicPayment('inkomstpension', 12_000)],
      premiepensionFunds: [{ name: 'Åsa Öström-Lindqvists fond ”Ä”', value: kronor('0.1'), fee: 'not-reported' }],
    })
    expect(holdingFromText(holdingToText(held))).toEqual(held)
  })
})

test('errors name what they concern and never a value', () => {
  expect(new ForecastInputError('bad-age', 'choices.retirementAge').message).toBe('bad-age: choices.retirementAge')
  expect(new MissingFigureError('riktålder', 'born 1850')).toMatchObject({
    name: 'MissingFigureError',
    term: 'riktålder',
    asked: 'born 1850',
  })
})
