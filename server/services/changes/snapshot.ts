/** What the saver had said when a collection began: kept with it, so that the figures of then can be made again. */
import { addSnapshot, readSnapshot } from '#server/db/collection-snapshots.ts'
import type { SaverTransaction } from '#server/db/database.ts'
import { listRecords } from '#server/db/saver-records.ts'
import type { OwnEntryContent } from '../api/entries.ts'
import type { SaverFacts } from '../api/facts.ts'
import { readFacts } from '../facts/service.ts'
import { engineVersion } from './engine-version.ts'

export interface Snapshot {
  readonly facts: SaverFacts
  readonly entries: readonly { readonly id: string; readonly content: OwnEntryContent }[]
  readonly engine: string
}

export async function takeSnapshot(t: SaverTransaction, collectionId: string): Promise<void> {
  const records = await listRecords<OwnEntryContent>(t, 'own-entry')
  const snapshot: Snapshot = {
    facts: await readFacts(t),
    entries: records.map(({ recordId, content }) => ({ id: recordId, content })),
    engine: engineVersion(),
  }
  await addSnapshot(t, collectionId, snapshot)
}

export const snapshotOf = (t: SaverTransaction, collectionId: string): Promise<Snapshot | null> =>
  readSnapshot<Snapshot>(t, collectionId)
