/** The rooms behind the pages, made once a process. */
import type { Database } from './db/database.ts'
import type { RoomsForAnySaver } from './services/api/rooms.ts'
import { createErrandsService } from './services/errands/errands.ts'
import { createErrandService } from './services/errands/service.ts'
import { createFactsService } from './services/facts/service.ts'
import { createPlansService } from './services/plans/service.ts'

export interface RoomDeps {
  readonly db: Database
  readonly now: () => Date
}

export const createRooms = ({ db, now }: RoomDeps): RoomsForAnySaver => ({
  facts: createFactsService(db),
  plans: createPlansService({ db, now }),
  errands: createErrandsService({ db, now, desk: createErrandService({ db, now }) }),
})
