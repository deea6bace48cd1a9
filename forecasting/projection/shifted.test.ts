import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Holding } from '../model/holding.ts'
import type { YearMonth } from '../model/year-month.ts'
import { addMonths } from '../model/year-month.ts'
import { people } from '../testing/generated-people.ts'
import { capitalOf } from '../testing/holdings.ts'
import { shifted, ShiftedLaw } from '../testing/shifted-law.ts'
import { forecast } from './forecast.ts'
import { prepare } from './prepare.ts'
import type { Projection, ProjectionInput } from './types.ts'

/**
 * Some rules have forms of their own before a year or a birth year, which is the rule's and no figure that is read:
 * from these on there is but one.
 */
const firstRightYear = 2014
const firstPlacedYear = 2024
const firstBirthYear = 1966
/** The last for which delningstal are tabled: beyond it the rule goes to the tables of risks behind them. */
const lastBirthYear = 2010

/** The agreements of the state, whose premiums change within 2026: the months of that are not asked of the law. */
const withinYears: ReadonlySet<string> = new Set(['PA16-1', 'PA16-2', 'PA03'])

/** @param short of balance, so that garantipension fills it up and no inkomstpensionstillägg comes */
const withinForms = (holding: Holding, short: boolean): Holding => {
  if (holding.kind === 'avtal') {
    return withinYears.has(holding.kollektivavtal) ? { ...holding, kollektivavtal: 'AKAP-KR' } : holding
  }
  const first = holding.premiepensionBalance === 'not-reported' ? firstPlacedYear : firstRightYear
  const { inkomstpensionBalance: balance } = holding
  return {
    ...holding,
    rights: holding.rights.filter(({ incomeYear }) => incomeYear >= first),
    ...(short &&
      balance !== 'not-reported' && {
        inkomstpensionBalance: capitalOf(100_000, balance.date),
        tillaggspension: 'not-reported' as const,
      }),
  }
}

/** Asked for a year earlier than the generated ones are, the first time in 2025: from there to 2026 figures change. */
const lives = fc
  .tuple(people, fc.integer({ min: 1, max: 6 }), fc.boolean())
  .map(([input, years, short]) => ({ years, short, input: shifted(input, -1) }))
  .filter(({ years, input: { person } }) => {
    const born = Number(person.birthDate.slice(0, 4))
    return born >= firstBirthYear && born + years <= lastBirthYear
  })
  .map(({ years, short, input }) => {
    const holdings = input.holdings.map(({ id, holding }) => ({ id, holding: withinForms(holding, short) }))
    return { years, input: { ...input, holdings } }
  })

/** All that a person is shown, in months from the day it is asked for. */
function shown({ runs, months, falls, holdings, ages, retirementAge, firstMonth, salary }: Projection, years: number) {
  const at = (month: YearMonth | 'lifelong') => (month === 'lifelong' ? month : addMonths(month, -12 * years))
  const text = (amount: { toFixed(): string } | null) => amount?.toFixed()
  return {
    runs: runs.map((run) => ({ ...run, from: at(run.from), to: at(run.to), amount: text(run.amount) })),
    months: months.map((run) => ({
      from: at(run.from),
      to: at(run.to),
      gross: text(run.gross),
      taxed: text(run.taxed),
      work: text(run.work),
      tax: text(run.tax),
      net: text(run.net),
      netPayments: text(run.netPayments),
    })),
    falls: falls.map((fall) => ({ ...fall, month: at(fall.month), amount: text(fall.amount) })),
    holdings: holdings.map(({ calculatedBy, notProjected, guaranteed }) => ({
      calculatedBy,
      notProjected,
      guaranteed: text(guaranteed),
    })),
    ages,
    retirementAge,
    firstMonth: at(firstMonth),
    salary: text(salary && salary.amount),
  }
}

test('a life lived some years later under a law that came as much later gives the same, month by month', () => {
  const seen = new Set<string>()
  let taxed = 0
  const under = ({ choices, ...known }: ProjectionInput, law?: ShiftedLaw) => forecast(prepare(known, law), choices)
  fc.assert(
    fc.property(lives, ({ input, years }) => {
      const now = under(input)
      const later = under(shifted(input, years), new ShiftedLaw(years))
      // It compares with incomes of 2021, a year that the rule itself names.
      fc.pre(![...now.runs, ...later.runs].some(({ component }) => component === 'inkomstpensionstillagg'))
      expect(shown(later, years)).toEqual(shown(now, 0))
      for (const { component } of now.runs) seen.add(component)
      taxed += now.months.filter(({ tax }) => tax?.gt(0)).length
    }),
  )
  for (const component of ['inkomstpension', 'premiepension', 'garantipension', 'avtal', 'eget']) {
    expect(seen).toContain(component)
  }
  expect(taxed).toBeGreaterThan(100)
}, 600_000)
