import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LawReader } from '../law.ts'
import { kronorPerMonth, kronorPerYear } from '../model/quantity.ts'
import { isoDateOf, yearMonth } from '../model/year-month.ts'
import { calculateSlutligSkatt } from '../rules/skatt/index.ts'
import { monthRunsOf } from './months.ts'
import { taxOfMonth, taxSteps } from './net.ts'
import type { PaymentRun } from './types.ts'

const birthDate = isoDateOf('1960-04-12')
const taxed = { person: { birthDate, municipality: '1480' }, birthYear: 1960, law: new LawReader() }

describe('the tax of a month', () => {
  test('is a twelfth of that of a year of such months, whatever was asked before', () => {
    const remembering = taxOfMonth(taxed)
    const pensions = fc.integer({ min: 0, max: 6_000_000 }).map((ore) => kronorPerMonth(ore).div(100))
    const earnings = fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, fc.integer({ min: 0, max: 720_000 }))
    const paidOf = (perYear: number) => kronorPerMonth(kronorPerYear(perYear).div(12).toDecimalPlaces(2))
    fc.assert(
      fc.property(fc.integer({ min: 2026, max: 2065 }), pensions, earnings, earnings, (year, pension, pay, benefit) => {
        const yearly = calculateSlutligSkatt(
          {
            birthYear: 1960,
            year,
            pension: kronorPerYear(pension.times(12)),
            work: kronorPerYear(pay),
            benefit: kronorPerYear(benefit),
            residence: { municipality: '1480' },
          },
          new LawReader(),
        )
        if (!yearly.computed) throw new Error('A tax was due')
        const asked = {
          pension: kronorPerMonth(pension),
          work: paidOf(pay + benefit),
          benefit: paidOf(benefit),
        }
        expect(remembering(year, asked)?.toFixed()).toBe(yearly.tax.div(12).plus(0.5).floor().toFixed())
      }),
      { numRuns: 300 },
    )
  })

  // 310,000 a year, born 1960, Göteborg, 2027: 25,833.33 a month, twelve of which are 309,999.96.
  test('is that of the year whose twelfth is paid, not of the whole öre of it', () => {
    const of = (perMonth: string) =>
      taxSteps(
        taxed,
        monthRunsOf(
          [],
          [
            {
              from: yearMonth(2027, 1),
              to: yearMonth(2027, 12),
              amount: kronorPerMonth(perMonth),
              benefit: kronorPerMonth(0),
            },
          ],
          { first: yearMonth(2027, 1), last: yearMonth(2027, 12) },
          taxOfMonth(taxed),
        ),
      )[0]?.inputs
    expect(Number(of('25833.33')?.['taxable']) + Number(of('25833.33')?.['grundavdrag'])).toBe(310_000)
  })

  test('is higher on a benefit than on as much pay, whichever is asked for first', () => {
    const taxOf = taxOfMonth(taxed)
    const of = (benefit: number) =>
      taxOf(2027, { pension: kronorPerMonth(0), work: kronorPerMonth(30_000), benefit: kronorPerMonth(benefit) })
    const [asPay, partly, wholly] = [of(0), of(15_000), of(30_000)].map((tax) => tax?.toNumber() ?? NaN)
    expect(partly).toBeGreaterThan(asPay ?? NaN)
    expect(wholly).toBeGreaterThan(partly ?? NaN)
  })

  test('is not calculated abroad, and has no steps there', () => {
    const abroad = { ...taxed, person: { birthDate, resident: 'abroad' as const } }
    const taxOf = taxOfMonth(abroad)
    const none = kronorPerMonth(0)
    expect(taxOf(2030, { pension: kronorPerMonth(20_000), work: none, benefit: none })).toBeNull()
    const months = monthRunsOf([], [], { first: yearMonth(2030, 1), last: yearMonth(2030, 12) }, taxOf)
    expect(taxSteps(abroad, months)).toEqual([])
  })

  test('has a step for each run of months, whose parts are the tax', () => {
    const run: PaymentRun = {
      holdingId: 'h',
      pillar: 'tjanstepension',
      component: 'avtal',
      from: yearMonth(2030, 1),
      to: 'lifelong',
      amount: kronorPerMonth(24_000),
      taxed: true,
      calculatedBy: 'provider-values',
    }
    const months = monthRunsOf([run], [], { first: yearMonth(2030, 1), last: yearMonth(2031, 12) }, taxOfMonth(taxed))
    const [step, ...more] = taxSteps(taxed, months)
    expect(more).toHaveLength(months.length - 1)
    const notParts = new Set(['from', 'pension', 'work', 'grundavdrag', 'taxable'])
    const parts = Object.entries(step?.inputs ?? {}).filter(([name]) => !notParts.has(name))
    expect(parts.reduce((sum, [, part]) => sum + Number(part), 0)).toBe(Number(step?.result))
  })
})
