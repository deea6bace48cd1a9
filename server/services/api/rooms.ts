/** What the rooms behind the pages offer a saver, each under its name. */
import type { ExplanationServices } from './explanation.ts'
import type { FactsServices } from './facts.ts'
import type { FamilyServices } from './family.ts'
import type { ForecastServices } from './forecast.ts'
import type { ForAnySaver } from './room.ts'
import type { HelperServices, HouseholdServices } from './sharing.ts'

export interface SaverRooms {
  /** What the saver says of themselves. */
  readonly facts: FactsServices
  /** What a choice of ages, pay and payouts gives. */
  readonly forecast: ForecastServices
  /** The steps behind a figure. */
  readonly explanation: ExplanationServices
  /** What survivors are paid. */
  readonly family: FamilyServices
  /** Two savers who see their pensions together. */
  readonly household: HouseholdServices
  /** Those who may look at the saver's pension, and those whom the saver helps. */
  readonly helpers: HelperServices
}

export type RoomsForAnySaver = { readonly [Name in keyof SaverRooms]: ForAnySaver<SaverRooms[Name]> }
