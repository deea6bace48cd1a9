/** Turns of a provider that may be asked only so often a second, handed out to all workers. Table provider_pace. */
import type { Database } from './database.ts'
import { queryOne } from './database.ts'

/** Takes the next turn: turns lie evenly. @returns milliseconds until it comes. */
export async function takeTurn(workerDb: Database, providerId: string, perSecond: number): Promise<number> {
  const every = 1 / perSecond
  const row = await queryOne<{ until: number }>(
    workerDb.sql,
    `insert into provider_pace as p (provider_id, next_at) values (?, now() + make_interval(secs => ?::float8))
     on conflict (provider_id) do update
       set next_at = greatest(p.next_at, now()) + make_interval(secs => ?::float8)
     returning (extract(epoch from next_at - now()))::float8 as "until"`,
    [providerId, every, every],
  )
  // The turn after this one lies at `until`.
  return Math.max(0, Math.round(((row?.until ?? every) - every) * 1000))
}
