/** What the saver adds where no provider reports it: savings, a pension from abroad, another income. */
import type { Age } from './age.ts'
import type { Dated } from './holding.ts'
import type { Kronor, KronorPerMonth, Share } from './quantity.ts'

interface Entry {
  /** In the saver's own words. */
  readonly name: string
}

/** Money put aside that is drawn month by month: bank, funds, ISK, a contract that nobody reports. */
export interface OwnSaving extends Entry {
  readonly kind: 'sparande'
  readonly value: Dated<Kronor>
  /** Put in each month until work ends. */
  readonly saved: KronorPerMonth
  /** Yearly, after fees and tax, above the growth of incomes; left out: as the projection standard. */
  readonly return?: Share
  /** Left out: when everything else is drawn. */
  readonly from?: Age
  /** Whole months; it ends when the money does. */
  readonly months: number
  /** Whether what is drawn is taxed as a pension; left out: it is not. */
  readonly taxed?: boolean
}

/** A monthly amount: a pension from abroad, a contract that nobody reports, rent. */
export interface OwnIncome extends Entry {
  readonly kind: 'inkomst'
  readonly amount: KronorPerMonth
  readonly from: Age
  /** The first age at which it is no longer paid. */
  readonly to: Age | 'lifelong'
  /** Whether it is taxed as a pension. */
  readonly taxed: boolean
}

export type OwnEntry = OwnSaving | OwnIncome
