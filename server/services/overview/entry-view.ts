/** What the saver has added, as the overview shows it. */
import { formatYearMonth } from '#forecasting/model/year-month.ts'
import type { HeldEntry, Projection } from '#forecasting/projection/types.ts'
import type { EntryView } from '../api/contract.ts'
import { factStep, forecastStep, roundTo } from './rounding.ts'

export interface EntryFacts {
  readonly entries: readonly HeldEntry[]
  readonly projection: Projection
}

/** In the order they were added; an income is what the saver wrote, a saving what it becomes. */
export const entryViews = ({ entries, projection }: EntryFacts): EntryView[] =>
  entries.map(({ id, entry }) => ({
    entryId: id,
    kind: entry.kind,
    name: entry.name,
    value: entry.kind === 'sparande' ? roundTo(factStep, entry.value.value) : null,
    valueDate: entry.kind === 'sparande' ? entry.value.date : null,
    payments: projection.runs
      .filter(({ holdingId }) => holdingId === id)
      .map(({ amount, from, to }) => ({
        monthly: roundTo(entry.kind === 'sparande' ? forecastStep : factStep, amount),
        from: formatYearMonth(from),
        to: to === 'lifelong' ? null : formatYearMonth(to),
      })),
  }))
