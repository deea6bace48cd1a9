/** What every total of a saver rests on. */
import { valueDateOf } from '#server/db/value-date.ts'
import type { Standing } from '../api.ts'
import type { Portfolio } from './portfolio.ts'

/** The day of the oldest figure; null: none is held. */
export const oldestFiguresOf = (contracts: Portfolio['contracts']): string | null =>
  contracts.map(({ report }) => valueDateOf(report.holding) ?? report.fetched).toSorted()[0] ?? null

export const standingOf = ({ count, contracts }: Pick<Portfolio, 'count' | 'contracts'>): Standing => ({
  count,
  oldestFigures: oldestFiguresOf(contracts),
  publicReported: contracts.some(({ report }) => report.holding.kind === 'allman-pension'),
})
