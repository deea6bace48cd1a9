/** What the saver adds where no provider reports it: savings, a pension from abroad, a missing contract, other income. */

/** Amounts are whole kronor, ages completed months. */
export type OwnEntryContent = OwnSavingContent | OwnIncomeContent

/** Money that is drawn month by month, free of tax when it is drawn. */
export interface OwnSavingContent {
  readonly kind: 'sparande'
  readonly name: string
  readonly value: number
  /** The day of `value`. */
  readonly date: string
  /** Put in each month until work ends. */
  readonly saved: number
  /** Yearly, after fees and tax, above the growth of incomes; `null`: as the projection standard. */
  readonly returnPercent: number | null
  /** `null`: when everything else is drawn. */
  readonly from: number | null
  readonly months: number
}

/** A monthly amount before tax. */
export interface OwnIncomeContent {
  readonly kind: 'inkomst'
  readonly name: string
  readonly amount: number
  readonly from: number
  /** The first age without it; `null`: for life. */
  readonly to: number | null
  readonly taxed: boolean
}
