/** The rooms behind the pages, made once a process. */
import type { Database } from './db/database.ts'
import type { RoomsForAnySaver } from './services/api/rooms.ts'
import { createExplanationService } from './services/explanation/service.ts'
import { createFactsService } from './services/facts/service.ts'

export interface RoomDeps {
  readonly db: Database
  readonly now: () => Date
}

export const createRooms = ({ db, now }: RoomDeps): RoomsForAnySaver => ({
  facts: createFactsService(db),
  explanation: createExplanationService({ db, now }),
})
