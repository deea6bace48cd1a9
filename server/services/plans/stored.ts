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

/** A UUID, as our own are written; what else stands in an address names no plan. */
const isPlanId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)

export const readPlan = async (t: SaverTransaction, planId: string): Promise<PlanRecord | null> =>
  isPlanId(planId) ? await readRecord<StoredPlan>(t, 'plan', planId) : null

export const savedPlan = ({ recordId, version, content }: PlanRecord): SavedPlan => {
  const { name, choices, wish, then } = content
  return { planId: recordId, version, name, choices, wish, then }
}
