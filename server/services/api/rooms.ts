/** What the rooms behind the pages offer a saver, each under its name. */
import type { FactsServices } from './facts.ts'
import type { MineServices } from './mine.ts'
import type { ForAnySaver } from './room.ts'

export interface SaverRooms {
  /** What the saver says of themselves. */
  readonly facts: FactsServices
  /** What is kept of the saver, and what they have agreed to. */
  readonly mine: MineServices
}

export type RoomsForAnySaver = { readonly [Name in keyof SaverRooms]: ForAnySaver<SaverRooms[Name]> }
