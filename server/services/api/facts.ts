/** "Om dig": what the saver says of themselves, which no provider delivers and the forecast needs. */
import type { Kollektivavtal } from '#forecasting/model/holding.ts'

/** The agreements that a saver may say they work under; `null` beside them for "does not know", `none` for none. */
export type WorkAgreement = Extract<
  Kollektivavtal,
  'ITP1' | 'ITP2' | 'SAF-LO' | 'AKAP-KR' | 'KAP-KL' | 'PA16-1' | 'PA16-2'
>

/** `null` stands for "not said": the forecast then assumes, and says what. Amounts are whole kronor. */
export interface SaverFacts {
  /** Sammanboende counts as married where the law treats them alike. */
  readonly maritalStatus: 'single' | 'married' | null
  /** SCB's four digits. */
  readonly municipality: string | null
  readonly churchMember: boolean
  readonly resident: 'sweden' | 'abroad'
  /** Whole years in Sweden that count for garantipension. */
  readonly residenceYears: number | null
  readonly housing: HousingFacts | null
  /** Before tax, per month, in place of what was reported; 0 for none. */
  readonly salary: number | null
  /** "Arbetar som": the agreement of the present work. */
  readonly agreement: WorkAgreement | 'none' | null
}

/** What is made of the agreement that the saver says they work under. */
export interface AssumedWork {
  readonly agreement: WorkAgreement
  /**
   * - `assumed`: its future premiums are projected, though no source reports any
   * - `reported`: a source reports what is paid in, and that is projected instead
   * - `no-pay`: no pay is known to count premiums on
   */
  readonly state: 'assumed' | 'reported' | 'no-pay'
  /** The agreement may give a defined benefit as well, which is shown only where a source reports it. */
  readonly hasBenefit: boolean
  /** Other agreements that sources report premiums of: they are counted as well. */
  readonly others: readonly Kollektivavtal[]
}

export interface HousingFacts {
  /** Rent or the like of the whole household, per month. */
  readonly cost: number
  /** The own home left out. */
  readonly wealth: number
  /** Of one who is married; without it no bostadstillägg is calculated. */
  readonly partner: {
    readonly birthDate: string
    /** Before tax, per month. */
    readonly pension: number
    /** Of `pension`. */
    readonly garantipension: number
  } | null
}

export interface Municipality {
  /** SCB's four digits. */
  readonly code: string
  readonly name: string
}

export interface FactsView {
  readonly facts: SaverFacts
  /** Of what was read; to be sent back with a change. 0: nothing is stored yet. */
  readonly version: number
  /** All that may be chosen, by name. */
  readonly municipalities: readonly Municipality[]
  /** By Swedish clocks. */
  readonly today: string
}

export type FactsChange = { readonly kind: 'saved' } | { readonly kind: 'changed-meanwhile' }

export interface FactsServices {
  /** Null before the first collection, or where no agreement is said. */
  work(): Promise<AssumedWork | null>
  read(): Promise<FactsView>
  /** @param version of the facts that were changed. */
  save(facts: SaverFacts, version: number): Promise<FactsChange>
}
