/** "Det här stämmer inte": what a saver reports as wrong in a contract, and what its provider makes of it. */

/** What is said to be wrong. */
export type FaultKind = 'belopp' | 'arbetsgivare' | 'datum' | 'inte-mitt' | 'annat'

export interface FaultReport {
  readonly what: FaultKind
  /** The saver's own. */
  readonly words: string
}

export interface ReportableContract {
  readonly contractId: string
  readonly label: string
  readonly providerName: string
  /** `not-connected`: at present. `authority`: it takes no reports through us at all. */
  readonly reportable: 'yes' | 'not-connected' | 'authority'
}

export type ReportResult =
  | { readonly kind: 'handed-in' }
  | { readonly kind: 'refused'; readonly why: 'no-such-contract' | 'provider-not-connected' | 'cannot-be-sent' }

export interface FaultReportView {
  readonly id: string
  readonly providerName: string
  /** As it was sent. */
  readonly text: string
  /** `receipted`: it has arrived, and the provider has not said yet whether it takes it in hand. */
  readonly state: 'waiting' | 'receipted' | 'received' | 'answered' | 'rejected' | 'failed'
  readonly sent: string
  /** The day by which an answer is due, by our own rule; `null` when there is nothing left to wait for. */
  readonly due: string | null
  readonly overdue: boolean
  /** The provider's own words: its answer, or why it took no report. */
  readonly providersWords: string | null
}

export interface CorrectionsServices {
  /** @returns null when there is no such contract. */
  contract(contractId: string): Promise<ReportableContract | null>
  /** The same report twice, while the first is still open and its answer not overdue, is one. */
  report(contractId: string, report: FaultReport): Promise<ReportResult>
  /** The newest first. */
  list(): Promise<readonly FaultReportView[]>
}
