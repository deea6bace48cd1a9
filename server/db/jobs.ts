/** Enqueueing in the same transaction as the rows it is about, by the one function that the web role may use. */
import type { SaverTransaction } from './database.ts'
import { query } from './database.ts'

/** The tasks that may be enqueued; the database holds the same list (portal.enqueue). */
export interface TaskPayloads {
  /** Ask one provider. */
  readonly retrieve: { readonly saverId: string; readonly retrievalId: string; readonly providerId: string }
  /** The deadline of a collection has come. */
  readonly 'expire-retrievals': { readonly saverId: string; readonly collectionId: string }
  /** Tell the saver one thing by e-mail. */
  readonly 'send-notice': { readonly saverId: string; readonly noticeId: string }
  /** Send a link to an address that the saver wants. */
  readonly 'confirm-email': { readonly saverId: string; readonly changeId: string }
  /** Hand one errand to its provider. */
  readonly 'send-errand': { readonly saverId: string; readonly errandId: string }
  /** Print a PIN and the letter around it. */
  readonly 'send-pin-letter': { readonly saverId: string; readonly orderId: string }
}
export type TaskName = keyof TaskPayloads

export interface Job<Task extends TaskName> {
  readonly task: Task
  readonly payload: TaskPayloads[Task]
  /** A waiting job with the same key is replaced. */
  readonly key: string
  readonly runAt?: Date
}

/**
 * Adds the jobs when the transaction commits, or none. The database refuses an unknown task, and a job about
 * another saver than the transaction's.
 */
export async function enqueue<Task extends TaskName>(t: SaverTransaction, jobs: readonly Job<Task>[]): Promise<void> {
  await query(
    t.sql,
    `select portal.enqueue(job.task, job.payload, job.key, job."runAt")
     from json_to_recordset(?::json) as job(task text, payload json, key text, "runAt" timestamptz)`,
    [JSON.stringify(jobs)],
  )
}
