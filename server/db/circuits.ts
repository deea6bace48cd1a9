/**
 * Providers that cannot be reached, shared by all workers: how often in a row, until when they are left alone, and who
 * may try first. Table provider_circuit.
 */
import type { Knex } from 'knex'
import type { Database } from './database.ts'
import { query, queryOne } from './database.ts'

export interface Circuit {
  readonly providerId: string
  /** In a row. */
  readonly failures: number
  /** Milliseconds until the provider may be tried; not positive: it may be now; null: nothing keeps it from being asked. */
  readonly opensInMs: number | null
}

/** After so many failures in a row a provider is left alone … */
const failuresToOpen = 8
/** … for so long at first, and twice as long after each try that fails, at most so long. */
const pauseSeconds = { first: 15, longest: 120 } as const
/** A try is over by then: a question gives up by itself after 20 s. */
const probeSeconds = 30

export async function listCircuits(db: { readonly sql: Knex }): Promise<readonly Circuit[]> {
  return await query<Circuit>(
    db.sql,
    `select provider_id as "providerId", failures,
       (extract(epoch from open_until - clock_timestamp()) * 1000)::float8 as "opensInMs" from provider_circuit`,
  )
}

/** Counts a question that got no answer. @returns whether the provider is now left alone. */
export async function countFailure(workerDb: Database, providerId: string): Promise<boolean> {
  const row = await queryOne<{ open: boolean | null }>(
    workerDb.sql,
    // One that was under way when the circuit opened says nothing new.
    `insert into provider_circuit as c (provider_id, failures) values (?, 1)
     on conflict (provider_id) do update set
       failures = case when c.open_until > now() then c.failures else c.failures + 1 end,
       open_until = case
         when c.open_until > now() then c.open_until
         when c.failures + 1 >= ?::int
           then now() + make_interval(secs => least(?::float8, ?::float8 * 2 ^ least(c.failures + 1 - ?::int, 10)))
       end,
       probe_until = null
     returning open_until > now() as open`,
    [providerId, failuresToOpen, pauseSeconds.longest, pauseSeconds.first, failuresToOpen],
  )
  return row?.open === true
}

/** One of all who ask gets to try, when the pause is over. @returns whether it is this one. */
export async function claimProbe(workerDb: Database, providerId: string): Promise<boolean> {
  const claimed = await query(
    workerDb.sql,
    `update provider_circuit set probe_until = now() + make_interval(secs => ?)
     where provider_id = ? and open_until <= now() and (probe_until is null or probe_until <= now())
     returning provider_id`,
    [probeSeconds, providerId],
  )
  return claimed.length === 1
}

/** The provider has answered. */
export async function closeCircuit(workerDb: Database, providerId: string): Promise<void> {
  await query(
    workerDb.sql,
    'update provider_circuit set failures = 0, open_until = null, probe_until = null where provider_id = ? and failures > 0',
    [providerId],
  )
}
