/**
 * Garantipension and inkomstpensionstillägg beside a public pension that is drawn in full.
 *
 * Both rest on one base: the inkomstpension as if everything had gone to it, drawn at riktålder, and the
 * tilläggspension as from 65. It is counted again when a right is added and, where income pensions follow the law at
 * zero growth, each January.
 */
import type { Steps } from '../explanation/steps.ts'
import { ageInText, monthInText } from '../explanation/steps.ts'
import type { LawReader } from '../law.ts'
import { age } from '../model/age.ts'
import { Dec, kronorPerMonth, kronorPerYear } from '../model/quantity.ts'
import { kronorPerMonthDown, toOre } from '../model/rounding.ts'
import type { YearMonth } from '../model/year-month.ts'
import { addMonths, monthOfDate, yearMonth, yearOf } from '../model/year-month.ts'
import { normInkomstpension } from '../parameters/norm-inkomstpension.ts'
import { riktalder } from '../parameters/riktalder.ts'
import { calculateGarantipension } from '../rules/garantipension/index.ts'
import { calculateInkomstpensionstillagg } from '../rules/inkomstpensionstillagg/index.ts'
import { lastYearOfChange } from './net.ts'
import type { PublicAccounts } from './public-accounts.ts'
import type { Level } from './public-drawing.ts'
import type { Basis } from './prepared.ts'
import type { WorkPath } from './work.ts'

export interface SupplementsAsked {
  readonly accounts: PublicAccounts
  readonly basis: Basis
  readonly law: LawReader
  readonly steps: Steps | null
  readonly work: WorkPath
  /** What changes after this month is left out. */
  readonly until: YearMonth
  /** Whether everything is drawn from a month on. */
  readonly isWhole: (month: YearMonth) => boolean
  /** The first month in which everything is drawn, and those in which that changes. */
  readonly months: readonly YearMonth[]
  /** Yearly, as if drawn at riktålder: what is in payment already. */
  readonly inPayment: Dec
  /** Whether the balance is still to be drawn. */
  readonly hasBalance: boolean
  /** Yearly, as from 65. */
  readonly tillaggspension: Dec
  readonly residence: { readonly years: number; readonly assumed: boolean }
}

export interface SupplementLevels {
  readonly garantipension: readonly Level[]
  readonly inkomstpensionstillagg: readonly Level[]
}

const none: SupplementLevels = { garantipension: [], inkomstpensionstillagg: [] }

export const riktalderMonth = (basis: Basis, law: LawReader): YearMonth =>
  addMonths(monthOfDate(basis.known.person.birthDate), age(law.forCohort(riktalder, basis.birthYear).toNumber()))

export function supplementsOf(asked: SupplementsAsked): SupplementLevels {
  const { accounts, basis, law, steps, work, months } = asked
  const { birthYear, known } = basis
  const target = riktalderMonth(basis, law)
  const begins = months[0]
  if (begins === undefined) return none
  const first = Math.max(begins, target) as YearMonth
  const hasIncome = asked.hasBalance || asked.inPayment.gt(0)
  const firstYear = yearOf(first)
  // Those born before the reformed system have no inkomstpension, and no delningstal.
  const delningstal = hasIncome
    ? accounts.delningstalInkomst(age(law.forCohort(riktalder, birthYear).toNumber()))
    : new Dec(1)
  const shadow = asked.hasBalance
    ? accounts.incomeAt(firstYear - 1, work).whole
    : hasIncome
      ? accounts.creditedTo(firstYear - 1, work)
      : new Dec(0)
  const yearsWithIncome = accounts.rightsReachBack
    ? accounts.yearsWithIncome(birthYear + law.forCohort(riktalder, birthYear).toNumber(), work)
    : asked.residence.years
  const indexed = known.assumptions?.paymentIndexation === 'law-at-zero-growth'
  const lastChange = Math.max(firstYear, lastYearOfChange(law), accounts.lastEarning(work) + 2, ...months.map(yearOf))
  const last = Math.min(yearOf(asked.until), indexed ? yearOf(basis.lastMonth) : lastChange)
  const married = known.person.maritalStatus === 'married'
  const abroad = known.person.resident === 'abroad'

  let base = kronorPerYear(
    kronorPerMonthDown(shadow.div(delningstal).plus(asked.inPayment)).plus(asked.tillaggspension),
  )
  let unindexed = base
  const garantipension: Level[] = []
  const inkomstpensionstillagg: Level[] = []
  const push = (levels: Level[], level: Level, rule: string, inputs: Parameters<Steps['add']>[1]): void => {
    const before = levels.at(-1)
    if (before === undefined ? level.amount.isZero() : before.amount.eq(level.amount)) return
    levels.push(level)
    steps?.add(rule, { month: monthInText(level.month), ...inputs }, level.amount)
  }
  const count = (month: YearMonth): void => {
    const year = yearOf(month)
    const whole = asked.isWhole(month)
    const shown = { base, at: ageInText(age(0, month - monthOfDate(known.person.birthDate))) }
    const guarantee =
      whole && !abroad
        ? calculateGarantipension({ birthYear, year, married, residenceYears: asked.residence.years, base }, law)
        : new Dec(0)
    const inputs = { ...shown, residenceYears: asked.residence.years, married }
    push(garantipension, { month, amount: kronorPerMonth(guarantee.div(12)) }, 'garantipension', inputs)
    const supplement = whole
      ? // In the terms of the first year: the norm moves the base and its limits alike.
        calculateInkomstpensionstillagg({ base: unindexed, yearsWithIncome, birthYear, year: firstYear }, law)
      : new Dec(0)
    const amount = kronorPerMonth(toOre(supplement.div(12)))
    push(inkomstpensionstillagg, { month, amount }, 'inkomstpensionstillagg', { ...shown, yearsWithIncome })
  }

  const points = new Set<YearMonth>([first, ...months.filter((month) => month > first)])
  for (let year = firstYear; year < last; year++) points.add(yearMonth(year + 1, 1))
  for (const month of [...points].sort((a, b) => a - b)) {
    const year = yearOf(month)
    if (month > first && month === yearMonth(year, 1)) {
      const rights = accounts.rightsOf(year - 2, work)
      if (hasIncome && rights.whole.gt(0)) {
        const credited = accounts.moveIncome({ real: new Dec(0), whole: new Dec(0) }, year - 1, {
          inkomstpension: new Dec(0),
          whole: rights.whole,
        }).whole
        const added = credited.div(delningstal)
        base = kronorPerYear(base.plus(added))
        unindexed = kronorPerYear(unindexed.plus(added))
      }
      if (indexed) base = kronorPerYear(base.div(law.ofYear(normInkomstpension, year).plus(1)))
    }
    count(month)
  }
  return { garantipension, inkomstpensionstillagg }
}
