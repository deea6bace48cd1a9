/**
 * Which workers are alive, and what becomes of a dead one's jobs.
 *
 * graphile-worker has no heartbeat: the jobs of a killed worker stay locked for four hours. So each worker process
 * holds an advisory lock on its pool id over a connection of its own, which ends with the process, and any worker
 * frees the jobs and slots of pool ids that nobody holds.
 */
import pg from 'pg'
import type { Database } from './database.ts'
import { query, queryOne } from './database.ts'

/** Lock space of pool ids; any number, the same everywhere. */
const poolSeed = 7
/** All workers share this lock, so that the web process can see whether there is one without knowing their ids. */
const anyWorker = { space: 7316, key: 1 } as const

const heldPools = `
  select (classid::bigint << 32) | objid::bigint as held from pg_locks
  where locktype = 'advisory' and granted and objsubid = 1
    and database = (select oid from pg_database where datname = current_database())`

export interface Liveness {
  close(): Promise<void>
}

/**
 * Says that the worker with this pool id is alive, until closed or until the process ends.
 * @param url the database itself, not a pooled address: the locks belong to the connection.
 * @param onLost the connection broke: others now count this worker as dead, and it must stop at once.
 */
export async function announceWorker(url: string, poolId: string, onLost: (error: Error) => void): Promise<Liveness> {
  const client = new pg.Client({ connectionString: url, application_name: 'samlad-pension liveness', keepAlive: true })
  let closing = false
  const lost = (error: Error) => {
    if (closing) return
    closing = true
    onLost(error)
  }
  client.on('error', lost)
  client.on('end', () => lost(new Error('The liveness connection ended')))
  await client.connect()
  await client.query('select pg_advisory_lock(hashtextextended($1, $2)), pg_advisory_lock_shared($3::int, $4::int)', [
    poolId,
    poolSeed,
    anyWorker.space,
    anyWorker.key,
  ])
  return {
    close: async () => {
      closing = true
      await client.end()
    },
  }
}

/** Whether any worker is alive; the web process may ask. */
export async function anyWorkerAlive(db: Database): Promise<boolean> {
  const row = await queryOne<{ alive: boolean }>(
    db.sql,
    `select exists (
       select from pg_locks where locktype = 'advisory' and granted and objsubid = 2 and classid = ? and objid = ?
         and database = (select oid from pg_database where datname = current_database())) as alive`,
    [anyWorker.space, anyWorker.key],
  )
  return row?.alive ?? false
}

/**
 * Frees the jobs and provider slots of workers that are gone.
 * @param olderThanSeconds leaves younger locks alone: a worker that just starts may not have its own lock yet.
 * @returns the pool ids found dead.
 */
export async function sweepDeadWorkers(
  workerDb: Database,
  { olderThanSeconds = 10 }: { readonly olderThanSeconds?: number } = {},
): Promise<readonly string[]> {
  const dead = await query<{ pool_id: string }>(
    workerDb.sql,
    `select distinct locked_by as pool_id
     from (select locked_by, locked_at from graphile_worker._private_jobs
           union all select locked_by, locked_at from graphile_worker._private_job_queues) as locked
     where locked_by is not null and locked_at < now() - make_interval(secs => ?)
       and hashtextextended(locked_by, ?) not in (${heldPools})`,
    [olderThanSeconds, poolSeed],
  )
  const poolIds = dead.map((row) => row.pool_id)
  if (poolIds.length > 0) await unlockWorkers(workerDb, poolIds)
  return poolIds
}

/** Frees jobs and slots of the named pools: dead ones, or our own after draining at an orderly stop. */
export async function unlockWorkers(workerDb: Database, poolIds: readonly string[]): Promise<void> {
  await workerDb.sql.transaction(async (sql) => {
    await query(
      sql,
      'update provider_slot set leased_by = null, lease = null, leased_until = null where leased_by = any(?)',
      [[...poolIds]],
    )
    await query(sql, 'select graphile_worker.force_unlock_workers(?::text[])', [[...poolIds]])
  })
}

/**
 * Waits until the results of this pool's last jobs are written: graphile-worker reports a job complete before that.
 * @returns false when it took longer than `withinMs`.
 */
export async function drainWorker(workerDb: Database, poolId: string, withinMs: number): Promise<boolean> {
  const end = performance.now() + withinMs
  for (;;) {
    const row = await queryOne(
      workerDb.sql,
      'select 1 from graphile_worker._private_jobs where locked_by = ? limit 1',
      [poolId],
    )
    if (row === null) return true
    if (performance.now() >= end) return false
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/**
 * A pool for graphile-worker that we own: given its own, it closes it at a stop before the last results are written.
 * @param onError a broken idle connection; the pool replaces it by itself.
 */
export function openWorkerPool(url: string, max: number, onError: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max, application_name: 'samlad-pension jobs', keepAlive: true })
  pool.on('error', onError)
  pool.on('connect', (client) => client.on('error', onError))
  return pool
}
