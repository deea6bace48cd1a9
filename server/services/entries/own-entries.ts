/** What the saver has added where no source reports it, as stored and as the engine takes it. */
import { age } from '#forecasting/model/age.ts'
import type { Age } from '#forecasting/model/age.ts'
import type { OwnEntry, OwnIncome, OwnSaving } from '#forecasting/model/own-entry.ts'
import { kronor, kronorPerMonth, share } from '#forecasting/model/quantity.ts'
import { isoDateOf } from '#forecasting/model/year-month.ts'
import type { HeldEntry } from '#forecasting/projection/types.ts'
import type { SaverTransaction } from '#server/db/database.ts'
import { listRecords } from '#server/db/saver-records.ts'
import type { DrawnFromCapital, OwnEntryContent, PaidMonthly } from '../api/entries.ts'

export async function readOwnEntries(t: SaverTransaction): Promise<readonly HeldEntry[]> {
  const records = await listRecords<OwnEntryContent>(t, 'own-entry')
  return records.map(({ recordId, content }) => ({ id: recordId, entry: entryOf(content) }))
}

const ageOf = (months: number): Age => age(Math.floor(months / 12), months % 12)

/** As the engine takes it. */
export function entryOf(content: OwnEntryContent): OwnEntry {
  switch (content.what) {
    case 'sparande': {
      const { returnPercent } = content
      return {
        ...savingOf(content.name, content),
        ...(returnPercent !== null && { return: share(String(returnPercent / 100)) }),
      }
    }
    case 'avtal': {
      const { name, gives } = content
      const taxed = content.contractKind !== 'kapitalforsakring'
      return gives.kind === 'capital' ? { ...savingOf(name, gives), taxed } : incomeOf(name, gives, taxed)
    }
    case 'utland':
    case 'inkomst':
      return incomeOf(content.name, content, content.taxed)
  }
}

const savingOf = (name: string, { value, date, saved, from, months }: DrawnFromCapital): OwnSaving => ({
  kind: 'sparande',
  name,
  value: { value: kronor(value), date: isoDateOf(date) },
  saved: kronorPerMonth(saved),
  months,
  ...(from !== null && { from: ageOf(from) }),
})

const incomeOf = (name: string, { amount, from, to }: PaidMonthly, taxed: boolean): OwnIncome => ({
  kind: 'inkomst',
  name,
  amount: kronorPerMonth(amount),
  from: ageOf(from),
  to: to === null ? 'lifelong' : ageOf(to),
  taxed,
})
