/** What is taken for granted about the person: income goes on unchanged until work ends. */
import type { LawReader } from '../law.ts'
import type { ContractHolding, Dated, PensionRightYear, PublicHolding } from '../model/holding.ts'
import type { KronorPerYear } from '../model/quantity.ts'
import { Dec, kronorPerYear } from '../model/quantity.ts'
import { hundredsDown } from '../model/rounding.ts'
import type { IsoDate } from '../model/year-month.ts'
import { isoDateOf, monthOfDate, yearOf } from '../model/year-month.ts'
import { allmanPensionsavgift } from '../parameters/allman-pensionsavgift.ts'
import { calculatePgi } from '../rules/pensionsratt/index.ts'
import type { HeldPension, Known } from './types.ts'

const reportedContracts = (holdings: readonly HeldPension[]): readonly ContractHolding[] =>
  holdings.flatMap(({ holding, assumed }) => (holding.kind === 'avtal' && assumed !== true ? [holding] : []))
const publicOf = (holdings: readonly HeldPension[]): readonly PublicHolding[] =>
  holdings.flatMap(({ holding }) => (holding.kind === 'allman-pension' ? [holding] : []))

/** A reported salary this much older than the newest pensionable income is an earlier employment's. */
const monthsUntilSalaryIsOld = 24

export interface Income {
  /** As it was reported or told; in place of a salary nobody has reported, the last pensionable income. */
  readonly salary: Dated<KronorPerYear>
  readonly from: 'stated' | 'reported-salary' | 'pgi'
  /** The yearly pay that goes on: the salary, or the pay that gives that pensionable income. */
  readonly pay: KronorPerYear
}

/**
 * What the saver says, else the newest reported salary, else the last pensionable income; of two salaries the same day
 * the higher. Null when there is none, or when the newest year gave no income or is long ago: then work is taken to have ended.
 */
export function incomeOf({ holdings, salary, today }: Known, law: LawReader): Income | null {
  if (salary !== undefined) {
    return salary.isZero() ? null : { salary: { value: salary, date: today }, from: 'stated', pay: salary }
  }
  return reportedIncomeOf(holdings, today, law)
}

/** Pension rights of a year are decided by the end of the next (socialförsäkringsbalken 61 kap.): the last that are. */
const lastDecidedYear = (on: IsoDate): number => yearOf(monthOfDate(on)) - 2

/** The day that the public pension's figures hold for. */
function figuresDate(holdings: readonly HeldPension[], today: IsoDate): IsoDate {
  const dates = publicOf(holdings).flatMap(({ inkomstpensionBalance, premiepensionBalance }) =>
    [inkomstpensionBalance, premiepensionBalance].flatMap((balance) =>
      balance === 'not-reported' ? [] : [balance.date],
    ),
  )
  return dates.reduce((newest, date) => (date > newest ? date : newest), dates[0] ?? today)
}

/**
 * The newest reported salary, else the last pensionable income. An income that the years decided since do not have is
 * an earlier working life's: then work is taken to have ended.
 */
export function reportedIncomeOf(holdings: readonly HeldPension[], today: IsoDate, law: LawReader): Income | null {
  const lastYear = publicOf(holdings)
    .flatMap((holding) => holding.rights)
    .reduce<PensionRightYear | null>(
      (newest, year) => (year.incomeYear > (newest?.incomeYear ?? 0) ? year : newest),
      null,
    )
  const yearEnd = lastYear && isoDateOf(`${lastYear.incomeYear}-12-31`)
  const newest = reportedContracts(holdings)
    .flatMap((contract) => (contract.reportedSalary === 'not-reported' ? [] : [contract.reportedSalary]))
    .filter(({ value }) => value.gt(0))
    .reduce<Dated<KronorPerYear> | null>((best, reported) => {
      if (best === null || reported.date > best.date) return reported
      return reported.date === best.date && reported.value.gt(best.value) ? reported : best
    }, null)
  const old = newest && yearEnd && monthOfDate(yearEnd) - monthOfDate(newest.date) > monthsUntilSalaryIsOld
  if (newest && old !== true) return { salary: newest, from: 'reported-salary', pay: newest.value }
  const isNew = lastYear !== null && lastYear.incomeYear >= lastDecidedYear(figuresDate(holdings, today))
  if (lastYear && yearEnd && isNew && lastYear.pgi.gt(0)) {
    const pay = payBehind(lastYear.pgi, yearOf(monthOfDate(today)), law)
    return { salary: { value: lastYear.pgi, date: yearEnd }, from: 'pgi', pay }
  }
  return null
}

/** The lowest pay, in whole hundreds, whose pensionable income in a year is at least this. */
function payBehind(pgi: KronorPerYear, year: number, law: LawReader): KronorPerYear {
  const fee = law.ofYear(allmanPensionsavgift, year)
  const near = hundredsDown(pgi.div(new Dec(1).minus(fee)))
  for (const hundreds of [-1, 0, 1, 2]) {
    const pay = kronorPerYear(near.plus(hundreds * 100))
    if (calculatePgi({ salary: pay, year }, law).gte(pgi)) return pay
  }
  // Above the ceiling no pay gives more; below the floor none gives any.
  return kronorPerYear(near)
}
