/** The rooms behind the pages, made once a process. */
import type { Database } from './db/database.ts'
import type { RoomsForAnySaver } from './services/api/rooms.ts'
import { createFactsService } from './services/facts/service.ts'
import { createMineService } from './services/mine/service.ts'

export interface RoomDeps {
  readonly db: Database
  readonly now: () => Date
}

export const createRooms = ({ db, now }: RoomDeps): RoomsForAnySaver => ({
  facts: createFactsService(db),
  mine: createMineService({ db, now }),
})
