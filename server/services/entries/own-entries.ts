/** What the saver has added where no source reports it, as stored and as the engine takes it. */
import { age } from '#forecasting/model/age.ts'
import type { Age } from '#forecasting/model/age.ts'
import type { OwnEntry } from '#forecasting/model/own-entry.ts'
import { kronor, kronorPerMonth, share } from '#forecasting/model/quantity.ts'
import { isoDateOf } from '#forecasting/model/year-month.ts'
import type { HeldEntry } from '#forecasting/projection/types.ts'
import type { SaverTransaction } from '#server/db/database.ts'
import { listRecords } from '#server/db/saver-records.ts'
import type { OwnEntryContent } from '../api/entries.ts'

export async function readOwnEntries(t: SaverTransaction): Promise<readonly HeldEntry[]> {
  const records = await listRecords<OwnEntryContent>(t, 'own-entry')
  return records.map(({ recordId, content }) => ({ id: recordId, entry: entryOf(content) }))
}

const ageOf = (months: number): Age => age(Math.floor(months / 12), months % 12)

export function entryOf(content: OwnEntryContent): OwnEntry {
  const { name } = content
  if (content.kind === 'inkomst') {
    const { amount, from, to, taxed } = content
    return {
      kind: 'inkomst',
      name,
      amount: kronorPerMonth(amount),
      from: ageOf(from),
      to: to === null ? 'lifelong' : ageOf(to),
      taxed,
    }
  }
  const { value, date, saved, returnPercent, from, months } = content
  return {
    kind: 'sparande',
    name,
    value: { value: kronor(value), date: isoDateOf(date) },
    saved: kronorPerMonth(saved),
    months,
    ...(returnPercent !== null && { return: share(String(returnPercent / 100)) }),
    ...(from !== null && { from: ageOf(from) }),
  }
}
