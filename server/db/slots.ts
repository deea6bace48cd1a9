/** How many questions a provider takes at once, over all machines: numbered slots, leased. Table provider_slot. */
import { randomUUID } from 'node:crypto'
import type { Database } from './database.ts'
import { onConnection, query, queryOne } from './database.ts'

export interface Slot {
  readonly providerId: string
  readonly slot: number
  /** Ours: a slot that ran out and was leased anew is not given back by its former holder. */
  readonly lease: string
  /** When the lease ends at the earliest, on the clock of `performance.now()`. */
  readonly heldUntil: number
}

const heldUntil = (seconds: number): number => performance.now() + seconds * 1000

const take = `
  update provider_slot set leased_by = ?, lease = ?, leased_until = now() + make_interval(secs => ?)
  where (provider_id, slot) = (
    select provider_id, slot from provider_slot
    where provider_id = ? and slot < ? and (leased_until is null or leased_until <= now())
    order by slot limit 1 for update skip locked)
  returning slot`

const maximumTries = 5

/**
 * @param leasedBy the worker's pool id: the slots of a dead worker are freed with its jobs.
 * @param seconds after which the lease ends by itself; longer than a question can last.
 * @returns null when all are taken.
 */
export async function takeSlot(
  workerDb: Database,
  providerId: string,
  concurrency: number,
  leasedBy: string,
  seconds: number,
): Promise<Slot | null> {
  const lease = randomUUID()
  const attempt = async (): Promise<Slot | null> => {
    const until = heldUntil(seconds)
    const row = await onConnection(workerDb, (sql) =>
      queryOne<{ slot: number }>(sql, take, [leasedBy, lease, seconds, providerId, concurrency]),
    )
    return row && { providerId, slot: row.slot, lease, heldUntil: until }
  }
  // The rows of a provider that is new, or may now be asked more at once, are made when they are first missed.
  const anyFree = async () => {
    const row = await onConnection(workerDb, (sql) =>
      queryOne<{ free: boolean }>(
        sql,
        `with added as (
           insert into provider_slot (provider_id, slot) select ?, generate_series(0, ?::int - 1)
           on conflict do nothing returning slot)
         select exists (select from added) or exists (
           select from provider_slot
           where provider_id = ? and slot < ? and (leased_until is null or leased_until <= now())) as free`,
        [providerId, concurrency, providerId, concurrency],
      ),
    )
    return row?.free === true
  }
  let taken = await attempt()
  // One that another is just taking is passed over, and so may be a second one that is free: then once more.
  for (let tries = 1; taken === null && tries < maximumTries && (await anyFree()); tries++) taken = await attempt()
  return taken
}

/**
 * For a job that was handed a slot by another of the same worker.
 * @returns null when its lease has run out meanwhile.
 */
export async function renewSlot(workerDb: Database, slot: Slot, seconds: number): Promise<Slot | null> {
  const until = heldUntil(seconds)
  const renewed = await onConnection(workerDb, (sql) =>
    query(
      sql,
      `update provider_slot set leased_until = now() + make_interval(secs => ?)
       where provider_id = ? and slot = ? and lease = ? returning slot`,
      [seconds, slot.providerId, slot.slot, slot.lease],
    ),
  )
  return renewed.length === 1 ? { ...slot, heldUntil: until } : null
}

/** Marks a job that waits for one of the provider's slots. */
export const lineFlag = (providerId: string): string => `slot:${providerId}`

/** A job in the line comes back by itself within this many seconds; the index then leads to the line alone. */
const lineSeconds = 10

/**
 * Gives the slot back, and lets one job that waits for this provider begin now: the one that has been turned away most
 * often. Without that the slot would lie idle until somebody in the line looked again. The queue itself says nothing of
 * a job that is moved forward, so the workers are told as they are of a new one.
 */
export async function releaseSlot(workerDb: Database, { providerId, slot, lease }: Slot): Promise<void> {
  await onConnection(workerDb, (sql) =>
    query(
      sql,
      `with given_back as (
         update provider_slot set leased_by = null, lease = null, leased_until = null
         where provider_id = ? and slot = ? and lease = ?)
       select graphile_worker.reschedule_jobs(array[next.id], run_at => now()),
         pg_notify('jobs:insert', json_build_object('r', random(), 'count', 1)::text)
       from (select id from graphile_worker._private_jobs
             where is_available and priority = 0 and run_at > now() and run_at < now() + make_interval(secs => ?)
               and jsonb_exists(flags, ?)
             order by (payload ->> 'waits')::int desc, run_at
             limit 1 for update skip locked) as next`,
      [providerId, slot, lease, lineSeconds, lineFlag(providerId)],
    ),
  )
}
