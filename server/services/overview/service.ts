/** The overview: what is stored of a saver, projected at the chosen age, ready to show. */
import { isoDateOf } from '#forecasting/model/year-month.ts'
import type { Database, SaverTransaction } from '#server/db/database.ts'
import { asSaver } from '#server/db/database.ts'
import { listCurrentHoldings } from '#server/db/holdings.ts'
import { listProviders } from '#server/db/providers.ts'
import { readSaver } from '#server/db/savers.ts'
import type { ProviderEntry } from '#providers/pension-source.ts'
import type { OverviewChoices, OverviewView } from '../api.ts'
import { readSources } from '../collection/read-sources.ts'
import { countSources, dayOf, isFresh, sourceState } from '../collection/source-state.ts'
import { overviewView } from './overview-view.ts'
import { projectAt } from './project-at.ts'
import type { ReportedHolding } from './reconcile.ts'
import { reconcile } from './reconcile.ts'

export interface OverviewService {
  /** @returns null before the first collection. */
  view(saverId: string, choices: OverviewChoices): Promise<OverviewView | null>
}

export interface OverviewServiceDeps {
  readonly db: Database
  readonly now: () => Date
}

export function createOverviewService({ db, now }: OverviewServiceDeps): OverviewService {
  return {
    async view(saverId, choices) {
      const providers = await listProviders(db)
      const at = now()
      const stored = await asSaver(db, saverId, (t) => read(t, providers, at))
      if (stored === null) return null
      const { saver, sources, collection } = stored
      const today = isoDateOf(dayOf(at))
      const { birthDate } = saver.number
      const contracts = reconcile(reportsOf(stored.holdings, providers, at))
      const input = {
        person: { birthDate },
        holdings: contracts.map(({ report: { holdingId, holding } }) => ({ id: holdingId, holding })),
        today,
      }
      const { projection, moved } = projectAt(input, choices.retirementAge)
      return overviewView({
        name: saver.name,
        birthDate,
        today,
        contracts,
        projection,
        moved,
        sources: sources.map((source) => sourceState(source, at)),
        count: countSources(sources, at),
        collectionUnderWay: collection.settledAt === null,
      })
    },
  }
}

async function read(t: SaverTransaction, providers: readonly ProviderEntry[], at: Date) {
  const found = await readSources(t, providers, at)
  return found && { ...found, saver: await readSaver(t), holdings: await listCurrentHoldings(t) }
}

function reportsOf(
  holdings: Awaited<ReturnType<typeof listCurrentHoldings>>,
  providers: readonly ProviderEntry[],
  at: Date,
): ReportedHolding[] {
  const organisationNumbers = new Map(providers.map(({ id, organisationNumber }) => [id, organisationNumber]))
  return holdings.map(({ holdingId, providerId, holding, fetchedAt }) => ({
    holdingId,
    providerId,
    providerOrganisationNumber: organisationNumbers.get(providerId) ?? '',
    fetched: isoDateOf(dayOf(fetchedAt)),
    older: !isFresh(fetchedAt, at),
    holding,
  }))
}
