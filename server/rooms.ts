/** The rooms behind the pages, made once a process. */
import type { RoomsForAnySaver } from './services/api/rooms.ts'
import { createChangesService } from './services/changes/service.ts'
import { createCorrectionsService } from './services/corrections/service.ts'
import { createEntriesService } from './services/entries/service.ts'
import { createFactsService } from './services/facts/service.ts'
import type { PortfolioDeps } from './services/portfolio/portfolio.ts'

export type RoomDeps = PortfolioDeps

export const createRooms = ({ db, now }: RoomDeps): RoomsForAnySaver => ({
  facts: createFactsService(db),
  entries: createEntriesService({ db, now }),
  corrections: createCorrectionsService({ db, now }),
  changes: createChangesService({ db, now }),
})
