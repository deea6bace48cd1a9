/** A saver's own entries: listed, added, changed and removed, each as one record. */
import { ageInMonth } from '#forecasting/model/age.ts'
import { monthOfDate } from '#forecasting/model/year-month.ts'
import type { Database } from '#server/db/database.ts'
import { asSaver } from '#server/db/database.ts'
import {
  addRecord,
  changeRecord,
  isSameContent,
  listRecords,
  readRecord,
  removeRecord,
} from '#server/db/saver-records.ts'
import { holdSaver, readSaver } from '#server/db/savers.ts'
import type { EntriesServices, OwnEntryContent } from '../api/entries.ts'
import type { ForAnySaver } from '../api/room.ts'
import { dayOf } from '#providers/swedish-clock.ts'

/** More than anyone has; a form that is sent again and again ends here. */
export const mostOwnEntries = 50

const kind = 'own-entry'

export function createEntriesService({
  db,
  now,
}: {
  readonly db: Database
  readonly now: () => Date
}): ForAnySaver<EntriesServices> {
  return {
    list: (saverId) =>
      asSaver(db, saverId, async (t) => {
        const today = dayOf(now())
        const { number } = await readSaver(t)
        const records = await listRecords<OwnEntryContent>(t, kind)
        return {
          entries: records.map(({ recordId, version, content }) => ({ entryId: recordId, version, content })),
          most: mostOwnEntries,
          today,
          age: ageInMonth(number.birthDate, monthOfDate(today)),
        }
      }),

    add: (saverId, content) =>
      asSaver(db, saverId, async (t) => {
        await holdSaver(t)
        const records = await listRecords(t, kind)
        // The same once more is the form sent twice: counted twice, it would be money that is not there.
        if (records.some((one) => isSameContent(one.content, content))) return { kind: 'saved' }
        if (records.length >= mostOwnEntries) return { kind: 'full' }
        await addRecord(t, kind, content)
        return { kind: 'saved' }
      }),

    change: (saverId, { entryId, version }, content) =>
      asSaver(db, saverId, async (t) => {
        const result = await changeRecord(t, kind, { recordId: entryId, version }, content)
        return { kind: result === 'changed' ? 'saved' : result }
      }),

    remove: (saverId, { entryId, version }) =>
      asSaver(db, saverId, async (t) => {
        const stored = await readRecord(t, kind, entryId)
        if (stored === null) return { kind: 'gone' }
        if (stored.version !== version) return { kind: 'changed-meanwhile' }
        return { kind: (await removeRecord(t, kind, entryId)) ? 'removed' : 'gone' }
      }),
  }
}
