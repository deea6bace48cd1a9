/** What the rooms behind the pages offer a saver, each under its name. */
import type { ExplanationServices } from './explanation.ts'
import type { FamilyServices } from './family.ts'
import type { ForecastServices } from './forecast.ts'
import type { ErrandsServices } from './errands.ts'
import type { ChangesServices } from './changes.ts'
import type { CorrectionsServices } from './corrections.ts'
import type { EntriesServices } from './entries.ts'
import type { FactsServices } from './facts.ts'
import type { PinServices } from './pin.ts'
import type { PlansServices } from './plans.ts'
import type { MineServices } from './mine.ts'
import type { ForAnySaver } from './room.ts'
import type { SessionServices } from './sessions.ts'
import type { HelperServices, HouseholdServices } from './sharing.ts'

export interface SaverRooms {
  /** What the saver says of themselves. */
  readonly facts: FactsServices
  /** What a choice of ages, pay and payouts gives. */
  readonly forecast: ForecastServices
  /** The steps behind a figure. */
  readonly explanation: ExplanationServices
  /** Forecasts kept by name, and found from a wish. */
  readonly plans: PlansServices
  /** What was sent to payers about contracts. */
  readonly errands: ErrandsServices
  /** What the saver has added themselves. */
  readonly entries: EntriesServices
  /** What the saver reports as wrong. */
  readonly corrections: CorrectionsServices
  /** Why the figures have changed. */
  readonly changes: ChangesServices
  /** What survivors are paid. */
  readonly family: FamilyServices
  /** Two savers who see their pensions together. */
  readonly household: HouseholdServices
  /** Those who may look at the saver's pension, and those whom the saver helps. */
  readonly helpers: HelperServices
  /** What is kept of the saver, and what they have agreed to. */
  readonly mine: MineServices
  /** The PIN that the saver may log in with. */
  readonly pin: PinServices
  /** Where the saver is logged in. */
  readonly sessions: SessionServices
}

export type RoomsForAnySaver = { readonly [Name in keyof SaverRooms]: ForAnySaver<SaverRooms[Name]> }
