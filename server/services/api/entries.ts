/** What the saver adds where no provider reports it: savings, a pension from abroad, a missing contract, other income. */

/** Amounts are whole kronor, ages completed months. */
export type OwnEntryContent = OwnSavings | OwnContract | OwnIncome

/** Which of them a form is about. */
export type OwnEntryKind = OwnEntryContent['what']

/** In a bank, in funds, on an ISK: drawn month by month, free of tax when it is drawn. */
export interface OwnSavings extends DrawnFromCapital {
  readonly what: 'sparande'
  readonly name: string
  /** Yearly, after fees and tax, above the growth of incomes; `null`: as the projection standard. */
  readonly returnPercent: number | null
}

/** What the saver knows of a contract that nobody reports. */
export interface OwnContract {
  readonly what: 'avtal'
  /** Who holds it. */
  readonly name: string
  /** An endowment is drawn free of tax; the others are taxed as pensions. */
  readonly contractKind: 'tjanstepension' | 'pensionsforsakring' | 'kapitalforsakring'
  readonly gives: ContractCapital | ContractAmount
}
export interface ContractCapital extends DrawnFromCapital {
  readonly kind: 'capital'
}
export interface ContractAmount extends PaidMonthly {
  readonly kind: 'monthly'
}

/** A pension from abroad, or something else that comes each month. */
export interface OwnIncome extends PaidMonthly {
  readonly what: 'utland' | 'inkomst'
  readonly name: string
  readonly taxed: boolean
}

export interface DrawnFromCapital {
  readonly value: number
  /** The day of `value`. */
  readonly date: string
  /** Put in each month until work ends. */
  readonly saved: number
  /** `null`: when everything else is drawn. */
  readonly from: number | null
  readonly months: number
}

/** Before tax. */
export interface PaidMonthly {
  readonly amount: number
  readonly from: number
  /** The first age without it; `null`: for life. */
  readonly to: number | null
}

export interface OwnEntryView {
  readonly entryId: string
  /** Of what was read; to be sent back with a change. */
  readonly version: number
  readonly content: OwnEntryContent
}

export interface OwnEntriesView {
  /** In the order in which they were added. */
  readonly entries: readonly OwnEntryView[]
  /** How many there may be. */
  readonly most: number
  readonly today: string
  /** Completed months. */
  readonly age: number
}

export interface EntriesServices {
  list(): Promise<OwnEntriesView>
  /** The same once more is the same entry. `full`: there are as many as may be. */
  add(content: OwnEntryContent): Promise<{ readonly kind: 'saved' | 'full' }>
  /** `gone`: removed in another tab. */
  change(
    entry: Pick<OwnEntryView, 'entryId' | 'version'>,
    content: OwnEntryContent,
  ): Promise<{ readonly kind: 'saved' | 'changed-meanwhile' | 'gone' }>
  remove(
    entry: Pick<OwnEntryView, 'entryId' | 'version'>,
  ): Promise<{ readonly kind: 'removed' | 'changed-meanwhile' | 'gone' }>
}
