/** The rooms behind the pages, made once a process. */
import type { SaverScoped } from './compose.ts'
import type { Database } from './db/database.ts'
import { createCollectionService } from './services/collection/service.ts'
import { createMailLinks } from './services/mine/mail-links.ts'
import { createOverviewService } from './services/overview/service.ts'
import { termsVersion } from './services/saver/terms.ts'
import type { RoomsForAnySaver } from './services/api/rooms.ts'
import { createExplanationService } from './services/explanation/service.ts'
import { createFamilyService } from './services/family/service.ts'
import { createForecastService } from './services/forecast/service.ts'
import { createChangesService } from './services/changes/service.ts'
import { createCorrectionsService } from './services/corrections/service.ts'
import { createEntriesService } from './services/entries/service.ts'
import { workOf } from './services/portfolio/assumed-contract.ts'
import type { PortfolioDeps } from './services/portfolio/portfolio.ts'
import { readPortfolio } from './services/portfolio/portfolio.ts'
import { createErrandsService } from './services/errands/errands.ts'
import { createErrandService } from './services/errands/service.ts'
import { createFactsService } from './services/facts/service.ts'
import { createPlansService } from './services/plans/service.ts'
import { createHelperService } from './services/sharing/helpers.ts'
import { createHouseholdService } from './services/sharing/household.ts'
import { createMineService } from './services/mine/service.ts'
import type { PinServiceDeps } from './services/pin/service.ts'
import { createPinService } from './services/pin/service.ts'
import { createSessionService } from './services/sessions/service.ts'

export type RoomDeps = PortfolioDeps & PinServiceDeps

export const createRooms = (deps: RoomDeps): RoomsForAnySaver => ({
  facts: {
    ...createFactsService(deps),
    work: async (saverId) => {
      const portfolio = await readPortfolio(deps, saverId)
      return portfolio && workOf(portfolio.facts, portfolio.known)
    },
  },
  forecast: createForecastService(deps),
  explanation: createExplanationService(deps),
  plans: createPlansService(deps),
  errands: createErrandsService({ ...deps, desk: createErrandService(deps) }),
  entries: createEntriesService(deps),
  corrections: createCorrectionsService(deps),
  changes: createChangesService(deps),
  family: createFamilyService(deps),
  household: createHouseholdService(deps),
  helpers: createHelperService(deps),
  mine: createMineService(deps),
  pin: createPinService(deps),
  sessions: createSessionService(deps),
})

type ServiceDeps = Omit<RoomDeps, 'db'> & Pick<SaverScoped, 'operatorContact' | 'erase'>

/** Everything that pages ask, over a database: the saver's own way to it, or that of somebody who acts for them. */
export const createServices =
  ({ operatorContact, erase, ...deps }: ServiceDeps) =>
  (db: Database): SaverScoped => {
    const collection = createCollectionService({ db, termsVersion, now: deps.now })
    const overview = createOverviewService({ ...deps, db })
    return {
      startIfDue: (saverId) => collection.startIfDue(saverId),
      startCollection: (saverId) => collection.start(saverId),
      collection: (saverId) => collection.view(saverId),
      overview: (saverId, choices) => overview.view(saverId, choices),
      overviewWithSources: (saverId) => overview.withSources(saverId),
      rooms: createRooms({ ...deps, db }),
      operatorContact,
      mailLinks: createMailLinks(db),
      erase,
    }
  }
