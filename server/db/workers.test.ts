import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { providerEntry } from '#server/testing/examples.ts'
import { withClient } from './bootstrap.ts'
import { query, queryOne } from './database.ts'
import { replaceProviders } from './providers.ts'
import { takeSlot } from './slots.ts'
import {
  announceWorker,
  anyWorkerAlive,
  drainWorker,
  openWorkerPool,
  sweepDeadWorkers,
  unlockWorkers,
} from './workers.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
  await replaceProviders(db.owner, [providerEntry('annan-liv')])
})
afterAll(() => db.close())
beforeEach(async () => {
  await query(db.worker.sql, 'truncate graphile_worker._private_jobs')
})

const ignore = () => undefined

/** A job that this pool took the given time ago. */
async function lockedJob(poolId: string, ago = '1 minute'): Promise<void> {
  await query(
    db.worker.sql,
    `with job as (select id from graphile_worker.add_job('retrieve', '{}'::json))
     select id from job`,
  )
  await query(
    db.worker.sql,
    `update graphile_worker._private_jobs set locked_by = ?, locked_at = now() - ?::interval, attempts = attempts + 1
     where locked_by is null`,
    [poolId, ago],
  )
}

const lockedBy = async () =>
  (
    await query<{ pool: string | null }>(db.worker.sql, 'select locked_by as pool from graphile_worker._private_jobs')
  ).map(({ pool }) => pool)

async function eventually<T>(look: () => Promise<T>, expected: T): Promise<void> {
  await expect.poll(look, { interval: 25, timeout: 4_000 }).toEqual(expected)
}

test('the web role sees whether any worker is alive', async () => {
  expect(await anyWorkerAlive(db.app)).toBe(false)
  const one = await announceWorker(db.urls.worker, 'pool-one', ignore)
  const two = await announceWorker(db.urls.worker, 'pool-two', ignore)
  expect(await anyWorkerAlive(db.app)).toBe(true)
  await one.close()
  expect(await anyWorkerAlive(db.app)).toBe(true)
  await two.close()
  await eventually(() => anyWorkerAlive(db.app), false)
})

test('a dead worker\u2019s jobs and slots are freed, a living one\u2019s are not', async () => {
  const living = await announceWorker(db.urls.worker, 'pool-living', ignore)
  try {
    await lockedJob('pool-living')
    await lockedJob('pool-dead')
    const slot = await takeSlot(db.worker, 'annan-liv', 1, 'pool-dead', 60)
    expect(slot).not.toBeNull()
    expect(await sweepDeadWorkers(db.worker)).toEqual(['pool-dead'])
    expect((await lockedBy()).toSorted()).toEqual(['pool-living', null].toSorted())
    expect(await takeSlot(db.worker, 'annan-liv', 1, 'pool-living', 0)).not.toBeNull()
    expect(await sweepDeadWorkers(db.worker)).toEqual([])
  } finally {
    await living.close()
  }
})

test('a worker that has just begun is given time to say so', async () => {
  await lockedJob('pool-new', '2 seconds')
  expect(await sweepDeadWorkers(db.worker)).toEqual([])
  expect(await sweepDeadWorkers(db.worker, { olderThanSeconds: 1 })).toEqual(['pool-new'])
})

test('a killed process counts as dead at once', async () => {
  const program = `
    import { announceWorker } from '#server/db/workers.ts'
    await announceWorker(${JSON.stringify(db.urls.worker)}, 'pool-killed', () => process.exit(1))
    process.stdout.write('announced')`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: new URL('../..', import.meta.url),
  })
  try {
    await once(child.stdout, 'data')
    await lockedJob('pool-killed')
    expect(await sweepDeadWorkers(db.worker)).toEqual([])
    child.kill('SIGKILL')
    await once(child, 'exit')
    await eventually(() => sweepDeadWorkers(db.worker), ['pool-killed'])
    expect(await lockedBy()).toEqual([null])
  } finally {
    child.kill('SIGKILL')
  }
})

test('two that sweep at once do no harm', async () => {
  await lockedJob('pool-gone')
  await Promise.all([sweepDeadWorkers(db.worker), sweepDeadWorkers(db.worker)])
  expect(await lockedBy()).toEqual([null])
})

test('a worker hears that its own sign of life was lost, once', async () => {
  const losses: string[] = []
  const liveness = await announceWorker(db.urls.worker, 'pool-cut', (error) => losses.push(error.message))
  await withClient(db.urls.superuser, (client) =>
    client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name = 'samlad-pension liveness'`,
    ),
  )
  await eventually(() => Promise.resolve(losses.length), 1)
  await liveness.close()
  expect(losses).toHaveLength(1)
})

test('an orderly end is no loss', async () => {
  const losses: Error[] = []
  const liveness = await announceWorker(db.urls.worker, 'pool-orderly', (error) => losses.push(error))
  await liveness.close()
  expect(losses).toEqual([])
})

test('draining waits for the last results, but not for ever', async () => {
  await lockedJob('pool-drained')
  expect(await drainWorker(db.worker, 'pool-drained', 60)).toBe(false)
  const drained = drainWorker(db.worker, 'pool-drained', 5_000)
  await unlockWorkers(db.worker, ['pool-drained'])
  expect(await drained).toBe(true)
})

test('the job queue\u2019s own pool works as the worker role', async () => {
  const pool = openWorkerPool(db.urls.worker, 1, ignore)
  try {
    const { rows } = await pool.query<{ role: string }>('select current_user as role')
    expect(rows).toEqual([{ role: 'portal_worker' }])
  } finally {
    await pool.end()
  }
  expect(await queryOne(db.app.sql, 'select current_user as role')).toEqual({ role: 'portal_app' })
})
