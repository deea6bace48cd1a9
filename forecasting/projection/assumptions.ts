/** What is taken for granted about the person: income goes on unchanged until work ends. */
import type { LawReader } from '../law.ts'
import type { ContractHolding, Dated, PensionRightYear, PublicHolding } from '../model/holding.ts'
import type { KronorPerYear } from '../model/quantity.ts'
import type { IsoDate } from '../model/year-month.ts'
import { isoDateOf, monthOfDate, yearOf } from '../model/year-month.ts'
import { calculatePgi } from '../rules/pensionsratt/index.ts'
import type { HeldPension } from './types.ts'

const contractsOf = (holdings: readonly HeldPension[]): readonly ContractHolding[] =>
  holdings.flatMap(({ holding }) => (holding.kind === 'avtal' ? [holding] : []))
const publicOf = (holdings: readonly HeldPension[]): readonly PublicHolding[] =>
  holdings.flatMap(({ holding }) => (holding.kind === 'allman-pension' ? [holding] : []))

/** A reported salary this much older than the newest pensionable income is an earlier employment's. */
const monthsUntilSalaryIsOld = 24

export interface Income {
  readonly salary: Dated<KronorPerYear>
  /** `pgi`: nobody reported a salary, so the last pensionable income stands for it. */
  readonly from: 'reported-salary' | 'pgi'
}

/**
 * Newest reported salary, else the last pensionable income; of two salaries the same day the higher. Null when there
 * is none, or when the newest year gave no income: then work is taken to have ended.
 */
export function incomeOf(holdings: readonly HeldPension[]): Income | null {
  const lastYear = publicOf(holdings)
    .flatMap((holding) => holding.rights)
    .reduce<PensionRightYear | null>(
      (newest, year) => (year.incomeYear > (newest?.incomeYear ?? 0) ? year : newest),
      null,
    )
  const yearEnd = lastYear && isoDateOf(`${lastYear.incomeYear}-12-31`)
  const newest = contractsOf(holdings)
    .flatMap((contract) => (contract.reportedSalary === 'not-reported' ? [] : [contract.reportedSalary]))
    .filter(({ value }) => value.gt(0))
    .reduce<Dated<KronorPerYear> | null>((best, salary) => {
      if (best === null || salary.date > best.date) return salary
      return salary.date === best.date && salary.value.gt(best.value) ? salary : best
    }, null)
  const old = newest && yearEnd && monthOfDate(yearEnd) - monthOfDate(newest.date) > monthsUntilSalaryIsOld
  if (newest && old !== true) return { salary: newest, from: 'reported-salary' }
  if (lastYear && yearEnd && lastYear.pgi.gt(0)) return { salary: { value: lastYear.pgi, date: yearEnd }, from: 'pgi' }
  return null
}

/** The pensionable income of each coming year, in today's money. */
export function futurePgi(income: Income, today: IsoDate, law: LawReader): KronorPerYear {
  const year = yearOf(monthOfDate(today))
  return income.from === 'pgi' ? income.salary.value : calculatePgi({ salary: income.salary.value, year }, law)
}
