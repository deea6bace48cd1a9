/**
 * All that is known of a saver's pension at one moment: each contract once, the state of every source, what the saver
 * has said and added. Overview, forecast, plans and every other view start from it.
 */
import type { IsoDate } from '#forecasting/model/year-month.ts'
import { isoDateOf } from '#forecasting/model/year-month.ts'
import type { Known } from '#forecasting/projection/types.ts'
import type { ProviderEntry } from '#providers/pension-source.ts'
import type { Database, SaverTransaction } from '#server/db/database.ts'
import { asSaver } from '#server/db/database.ts'
import type { StoredHolding } from '#server/db/holdings.ts'
import { listCurrentHoldings } from '#server/db/holdings.ts'
import { listProviders } from '#server/db/providers.ts'
import type { Saver } from '#server/db/savers.ts'
import { readSaver } from '#server/db/savers.ts'
import type { SourceCount, SourceState } from '../api.ts'
import type { SaverFacts } from '../api/facts.ts'
import { readSources } from '../collection/read-sources.ts'
import { countSources, dayOf, isFresh, sourceState } from '../collection/source-state.ts'
import { readOwnEntries } from '../entries/own-entries.ts'
import { personOf, readFacts, salaryOf } from '../facts/service.ts'
import type { NamedContract } from './contract-id.ts'
import { named } from './contract-id.ts'
import type { ReportedHolding } from './reconcile.ts'
import { reconcile } from './reconcile.ts'

export interface Portfolio {
  readonly saver: Saver
  readonly today: IsoDate
  readonly contracts: readonly NamedContract[]
  readonly sources: readonly SourceState[]
  readonly count: SourceCount
  readonly collectionUnderWay: boolean
  readonly facts: SaverFacts
  /** What the engine takes: holdings under their contracts' ids, entries under their own. */
  readonly known: Known
}

export interface PortfolioDeps {
  readonly db: Database
  readonly now: () => Date
}

/** @returns null before the first collection. */
export async function readPortfolio({ db, now }: PortfolioDeps, saverId: string): Promise<Portfolio | null> {
  const providers = await listProviders(db)
  const at = now()
  return await asSaver(db, saverId, (t) => portfolioIn(t, providers, at))
}

/** The same within a transaction that goes on. */
export async function portfolioIn(
  t: SaverTransaction,
  providers: readonly ProviderEntry[],
  at: Date,
): Promise<Portfolio | null> {
  const found = await readSources(t, providers, at)
  if (found === null) return null
  const saver = await readSaver(t)
  const contracts = named(t.saverId, reconcile(reportsOf(await listCurrentHoldings(t), providers, at)))
  const facts = await readFacts(t)
  const today = isoDateOf(dayOf(at))
  return {
    saver,
    today,
    contracts,
    sources: found.sources.map((source) => sourceState(source, at)),
    count: countSources(found.sources, at),
    collectionUnderWay: found.collection.settledAt === null,
    facts,
    known: {
      person: personOf(saver.number.birthDate, facts),
      holdings: contracts.map(({ contractId, report: { holding } }) => ({ id: contractId, holding })),
      entries: await readOwnEntries(t),
      ...salaryOf(facts),
      today,
    },
  }
}

/** Holdings with what is to be known of their sources. */
export function reportsOf(
  holdings: readonly StoredHolding[],
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
