/** What is known of one contract beside its value and its payments. Ages are completed months, amounts whole kronor. */
import type { Premium, PublicComponent } from '#forecasting/model/holding.ts'
import type { Supplement } from '#forecasting/projection/types.ts'

export interface ContractDetails {
  /** Of which parts a public pension is made; a supplement is one of them. */
  readonly components: readonly ComponentView[]
  /** Payments that rest or have ended, as the source says. */
  readonly pastPayments: readonly PastPayment[]
  /** `null`: none is reported. */
  readonly premium: PremiumView | null
  readonly terms: TermsView
  /** `null` for the public pension, which is asked of elsewhere. */
  readonly survivors: SurvivorsView | null
  readonly fees: FeesView
  /** Capital that no market can lower. */
  readonly guaranteedCapital: number | null
  /** What no market can lower, a month, whole hundreds. */
  readonly guaranteedMonthly: number | null
  /** Who pays the premiums, mostly an employer. */
  readonly policyholder: string | null
  /** Codes of the source's that we do not know. */
  readonly unknownCodes: number
}

export interface ComponentView {
  readonly component: PublicComponent | Supplement | 'allman-pension'
  /** Whole hundreds, when it is first paid. */
  readonly monthly: number
  /** The month in which it begins after the others; `null`: with them. */
  readonly later: string | null
}

export interface PastPayment {
  readonly state: 'paused' | 'ended'
  readonly monthly: number
  readonly from: string
  /** `null` = for life. */
  readonly to: string | null
}

export interface PremiumView {
  readonly amount: number
  readonly interval: Premium['interval']
  readonly paidUntil: string | null
}

/** `null`: the source has not said. */
export interface TermsView {
  readonly earliest: number | null
  readonly latest: number | null
  readonly agreed: number | null
  /** Months, or for life. */
  readonly durations: readonly (number | 'lifelong')[] | null
}

export type Said = 'yes' | 'no' | 'not-reported'

export interface SurvivorsView {
  readonly aterbetalningsskydd: Said
  readonly survivorsPension: Said
  readonly familyCover: Said
  readonly beneficiariesNamed: Said
}

export interface FeesView {
  /** `null`: none is reported. */
  readonly rows: readonly FeeRow[] | null
  /**
   * What they take of the first monthly payment, to the nearest ten kronor: what the contract would give without them,
   * less what it gives.
   */
  readonly monthlyCost: number | null
  /** Why there is no cost to tell. */
  readonly costMissing: 'not-reported' | 'provider-forecast' | 'in-payment' | 'not-projected' | 'benefit' | null
}

export interface FeeRow {
  readonly kind: 'administration' | 'management' | 'premium' | 'funds'
  /** A year, of the capital; of each premium for `premium`. */
  readonly percent: number | null
  /** Kronor a year. */
  readonly kronor: number | null
}

/** What the saver has added, as the overview shows it. */
export interface EntryView {
  /** Stands where a contract's id stands: in columns, addresses and anchors. */
  readonly entryId: string
  readonly kind: 'sparande' | 'inkomst'
  /** In the saver's own words. */
  readonly name: string
  /** Saved so far; `null` for an income. */
  readonly value: number | null
  /** The day of `value`. */
  readonly valueDate: string | null
  readonly payments: readonly { readonly monthly: number; readonly from: string; readonly to: string | null }[]
}

/** After tax in the first month, whole hundreds. */
export interface AfterTaxView {
  readonly monthly: number
  /** On what tax: that of the saver's municipality, or the country's mean. */
  readonly on: 'municipality' | 'average'
  readonly lowerTax: LowerTaxView | null
}

/** The same pension after the lower tax of the old, whole hundreds. */
export interface LowerTaxView {
  readonly monthly: number
  readonly from: string
}
