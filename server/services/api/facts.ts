/** "Om dig": what the saver says of themselves, which no provider delivers and the forecast needs. */
import type { Kollektivavtal } from '#forecasting/model/holding.ts'

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
  readonly agreement: Kollektivavtal | null
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
}

export type FactsChange = { readonly kind: 'saved' } | { readonly kind: 'changed-meanwhile' }

export interface FactsServices {
  read(): Promise<FactsView>
  /** @param version of the facts that were changed. */
  save(facts: SaverFacts, version: number): Promise<FactsChange>
}
