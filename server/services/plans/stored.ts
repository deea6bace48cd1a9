/** Plans as they are kept: one sealed record each (saver_record, kind plan). */
import type { SaverTransaction } from '#server/db/database.ts'
import type { SaverRecord } from '#server/db/saver-records.ts'
import { listRecords, readRecord } from '#server/db/saver-records.ts'
import type { PlanContent, PlanFigures, SavedPlan } from '../api/plans.ts'

export interface StoredPlan extends PlanContent {
  readonly then: PlanFigures
  /** Ids of tasks that are done. */
  readonly done: readonly string[]
}

export type PlanRecord = SaverRecord<StoredPlan>

export const listPlans = (t: SaverTransaction): Promise<readonly PlanRecord[]> => listRecords<StoredPlan>(t, 'plan')

export const readPlan = (t: SaverTransaction, planId: string): Promise<PlanRecord | null> =>
  readRecord<StoredPlan>(t, 'plan', planId)

export const savedPlan = ({ recordId, version, content }: PlanRecord): SavedPlan => {
  const { name, choices, wish, then } = content
  return { planId: recordId, version, name, choices, wish, then }
}
