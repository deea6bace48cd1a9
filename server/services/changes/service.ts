/** Why a saver's figures have changed: the state with the previous collection made again, and compared with now. */
import type { Collection } from '#server/db/collections.ts'
import { latestTwoCollections, yearOldCollection } from '#server/db/collections.ts'
import type { SaverTransaction } from '#server/db/database.ts'
import { atOneMoment } from '#server/db/database.ts'
import { listCurrentHoldings } from '#server/db/holdings.ts'
import { listProviders } from '#server/db/providers.ts'
import type { ChangeNote, ChangesServices } from '../api/changes.ts'
import type { ForAnySaver } from '../api/room.ts'
import { readSourcesAsOf } from '../collection/read-sources.ts'
import { dayOf } from '#providers/swedish-clock.ts'
import { entryOf } from '../entries/own-entries.ts'
import { labelOf } from '../overview/contract-view.ts'
import type { Portfolio, PortfolioDeps, StoredPerson } from '../portfolio/portfolio.ts'
import { portfolioOf, readPerson } from '../portfolio/portfolio.ts'
import { standingOf } from '../portfolio/standing.ts'
import type { KnownState, Name } from './compare.ts'
import { compare } from './compare.ts'
import { engineVersion } from './engine-version.ts'
import { forecastOutcome } from './outcome.ts'
import type { Snapshot } from './snapshot.ts'
import { snapshotOf } from './snapshot.ts'

interface Stored {
  readonly collections: readonly Collection[]
  readonly person: StoredPerson | null
  /** As it stood with the previous collection. */
  readonly previous: Earlier | null
  /** As it stood with the collection whose forecast is held against what came. */
  readonly forecast: Earlier | null
}

interface Earlier {
  readonly collection: Collection
  readonly person: StoredPerson
  readonly snapshot: Snapshot | null
}

export function createChangesService({ db, now }: PortfolioDeps): ForAnySaver<ChangesServices> {
  return {
    async read(saverId) {
      const at = now()
      const { collections, person, previous, forecast } = await atOneMoment(db, saverId, (t) => readStored(t, at))
      const [newest] = collections
      if (newest === undefined || person === null) return { kind: 'nothing-collected' }
      if (previous === null || forecast === null) return { kind: 'one-collection', day: dayOf(newest.requestedAt) }
      const stoodAs = ({ collection, person: stood }: Earlier): Portfolio =>
        portfolioOf(saverId, stood, collection.requestedAt)
      const then = stoodAs(previous)
      const present = portfolioOf(saverId, person, at)
      const { contributionsEstimated, ...figures } = compare(
        stateOf(then, previous.person),
        stateOf(present, person),
        namesOf(then, present),
      )
      const { snapshot } = previous
      const notes: readonly (readonly [ChangeNote, boolean])[] = [
        ['collection-under-way', present.collectionUnderWay],
        ['contributions-estimated', contributionsEstimated],
        ['own-not-kept', snapshot === null],
        ['engine-changed', snapshot !== null && snapshot.engine !== engineVersion()],
      ]
      return {
        kind: 'compared',
        standing: standingOf(present),
        before: then.today,
        after: present.today,
        ...figures,
        outcome: forecastOutcome(stoodAs(forecast).known, present.known),
        notes: notes.flatMap(([note, holds]) => (holds ? [note] : [])),
      }
    },
  }
}

async function readStored(t: SaverTransaction, at: Date): Promise<Stored> {
  const collections = await latestTwoCollections(t)
  const person = await readPerson(t, await listProviders(t))
  const [, before] = collections
  if (before === undefined || person === null) return { collections, person, previous: null, forecast: null }
  const previous = await earlier(t, before, person)
  const first = await yearOldCollection(t, at)
  const isPrevious = first === null || first.collectionId === before.collectionId
  return { collections, person, previous, forecast: isPrevious ? previous : await earlier(t, first, person) }
}

async function earlier(t: SaverTransaction, collection: Collection, person: StoredPerson): Promise<Earlier> {
  const snapshot = await snapshotOf(t, collection.collectionId)
  return {
    collection,
    snapshot,
    person: {
      ...person,
      sources: await readSourcesAsOf(t, collection),
      holdings: await listCurrentHoldings(t, collection.collectionId),
      ...(snapshot !== null && {
        facts: snapshot.facts,
        entries: snapshot.entries.map(({ id, content }) => ({ id, entry: entryOf(content) })),
      }),
    },
  }
}

const stateOf = ({ known, contracts }: Portfolio, { sources }: StoredPerson): KnownState => ({
  known,
  sourceOf: new Map(contracts.map(({ contractId, report }) => [contractId, report.providerId])),
  sources: new Map(sources.answers.map(({ providerId, outcome }) => [providerId, outcome])),
})

/** The newest name of each contract and entry. */
function namesOf(...portfolios: readonly Portfolio[]): ReadonlyMap<string, Name> {
  return new Map(
    portfolios.flatMap(({ contracts, assumed, sources, known }) => [
      ...assumed.map(({ contractId }): [string, Name] => [contractId, { label: contractId, providerName: '' }]),
      ...contracts.map(({ contractId, report }): [string, Name] => {
        const { name } = sources.find(({ providerId }) => providerId === report.providerId) ?? {
          name: report.providerId,
        }
        return [contractId, { label: labelOf(report.holding) ?? name, providerName: name }]
      }),
      ...(known.entries ?? []).map(({ id, entry }): [string, Name] => [id, { label: entry.name, providerName: null }]),
    ]),
  )
}
