/** The rooms behind the pages, made once a process. */
import type { Database } from './db/database.ts'
import type { RoomsForAnySaver } from './services/api/rooms.ts'
import { createFactsService } from './services/facts/service.ts'

export interface RoomDeps {
  readonly db: Database
  readonly now: () => Date
}

export const createRooms = ({ db }: RoomDeps): RoomsForAnySaver => ({
  facts: createFactsService(db),
})
