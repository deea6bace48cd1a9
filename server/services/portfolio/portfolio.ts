/**
 * All that is known of a saver's pension at one moment: each contract once, the state of every source, what the saver
 * has said and added. Overview, forecast, plans and every other view start from it.
 */
import type { IsoDate } from '#forecasting/model/year-month.ts'
import type { HeldEntry, Known } from '#forecasting/projection/types.ts'
import type { ProviderEntry } from '#providers/pension-source.ts'
import type { Database, SaverTransaction } from '#server/db/database.ts'
import { atOneMoment } from '#server/db/database.ts'
import type { StoredHolding } from '#server/db/holdings.ts'
import { listCurrentHoldings } from '#server/db/holdings.ts'
import { readPersonVersion } from '#server/db/person-version.ts'
import { listProviders } from '#server/db/providers.ts'
import type { Saver } from '#server/db/savers.ts'
import { readSaver } from '#server/db/savers.ts'
import type { SourceCount, SourceState } from '../api.ts'
import type { SaverFacts } from '../api/facts.ts'
import type { StoredSources } from '../collection/read-sources.ts'
import { readStoredSources, sourcesOf } from '../collection/read-sources.ts'
import { dayOf } from '#providers/swedish-clock.ts'
import { countSources, isFresh, sourceState } from '../collection/source-state.ts'
import { readOwnEntries } from '../entries/own-entries.ts'
import { personOf, readFacts, salaryOf } from '../facts/service.ts'
import type { AssumedContract } from './assumed-contract.ts'
import { assumedIn, withAssumed } from './assumed-contract.ts'
import type { NamedContract } from './contract-id.ts'
import { named } from './contract-id.ts'
import type { PersonCache } from './person-cache.ts'
import type { ReportedHolding } from './reconcile.ts'
import { reconcile } from './reconcile.ts'

export interface Portfolio {
  readonly saver: Saver
  readonly today: IsoDate
  readonly contracts: readonly NamedContract[]
  /** Of our own making, by what the saver says of their work: held by nobody, told by no source. */
  readonly assumed: readonly AssumedContract[]
  readonly sources: readonly SourceState[]
  readonly count: SourceCount
  readonly collectionUnderWay: boolean
  readonly facts: SaverFacts
  /** What the engine takes: holdings and assumed contracts under their contracts' ids, entries under their own. */
  readonly known: Known
}

export interface PortfolioDeps {
  readonly db: Database
  readonly now: () => Date
  /** Left out: everything is read and opened each time. */
  readonly persons?: PersonCache
}

/** What is stored of a saver, opened; nothing in it depends on the time. */
export interface StoredPerson {
  readonly providers: readonly ProviderEntry[]
  readonly saver: Saver
  readonly sources: StoredSources
  readonly holdings: readonly StoredHolding[]
  readonly facts: SaverFacts
  readonly entries: readonly HeldEntry[]
}

/** @returns null before the first collection. */
export async function readPortfolio({ db, now, persons }: PortfolioDeps, saverId: string): Promise<Portfolio | null> {
  const at = now()
  const keep = persons?.keeperFromNow(saverId)
  const person = await atOneMoment(db, saverId, async (t) => {
    const version = persons ? await readPersonVersion(t) : null
    if (version === null) persons?.drop(saverId)
    const kept = version === null ? null : persons?.get(saverId, version)
    if (kept) return kept
    const read = await readPerson(t, await listProviders(t))
    if (read !== null && version !== null) keep?.(version, read)
    return read
  })
  return person && portfolioLately(saverId, person, at)
}

/** What is opened, closed or grown old of a source is told so much later at most. Days begin on time. */
const keptMilliseconds = 10_000

const lately = new WeakMap<StoredPerson, { readonly at: Date; readonly portfolio: Portfolio }>()

/** One and the same object for some seconds, so that what was made of it is found again. */
function portfolioLately(saverId: string, person: StoredPerson, at: Date): Portfolio {
  const before = lately.get(person)
  const passed = before ? at.getTime() - before.at.getTime() : NaN
  if (before && passed >= 0 && passed < keptMilliseconds && before.portfolio.today === dayOf(at))
    return before.portfolio
  const portfolio = portfolioOf(saverId, person, at)
  lately.set(person, { at, portfolio })
  return portfolio
}

export async function readPerson(
  t: SaverTransaction,
  providers: readonly ProviderEntry[],
): Promise<StoredPerson | null> {
  const sources = await readStoredSources(t)
  if (sources === null) return null
  return {
    providers,
    saver: await readSaver(t),
    sources,
    holdings: await listCurrentHoldings(t),
    facts: await readFacts(t),
    entries: await readOwnEntries(t),
  }
}

export function portfolioOf(saverId: string, person: StoredPerson, at: Date): Portfolio {
  const { providers, saver, facts } = person
  const sources = sourcesOf(person.sources, providers, at)
  const contracts = named(saverId, reconcile(reportsOf(person.holdings, providers, at)))
  const today = dayOf(at)
  const known = knownOn(today, person, contracts)
  return {
    saver,
    today,
    contracts,
    assumed: assumedIn(known),
    sources: sources.map((source) => sourceState(source, at)),
    count: countSources(sources, at),
    collectionUnderWay: person.sources.collection.settledAt === null,
    facts,
    known,
  }
}

/** One and the same object all day, so that what was prepared from it is found again. */
const knownBefore = new WeakMap<StoredPerson, Known>()

function knownOn(today: IsoDate, person: StoredPerson, contracts: readonly NamedContract[]): Known {
  const before = knownBefore.get(person)
  if (before?.today === today) return before
  const { saver, facts, entries } = person
  const known = withAssumed(facts, {
    person: personOf(saver.number.birthDate, facts, today),
    holdings: contracts.map(({ contractId, report: { holding } }) => ({ id: contractId, holding })),
    entries,
    ...salaryOf(facts),
    today,
  })
  knownBefore.set(person, known)
  return known
}

/** Holdings with what is to be known of their sources. */
function reportsOf(
  holdings: readonly StoredHolding[],
  providers: readonly ProviderEntry[],
  at: Date,
): ReportedHolding[] {
  const organisationNumbers = new Map(providers.map(({ id, organisationNumber }) => [id, organisationNumber]))
  return holdings.map(({ holdingId, providerId, holding, fetchedAt }) => ({
    holdingId,
    providerId,
    providerOrganisationNumber: organisationNumbers.get(providerId) ?? '',
    fetched: dayOf(fetchedAt),
    older: !isFresh(fetchedAt, at),
    holding,
  }))
}
