/** Brings a database up to date: the job queue's own schema, then our migrations. */
import { fileURLToPath } from 'node:url'
import { Logger, runMigrations } from 'graphile-worker'
import type { Knex } from 'knex'
import type pg from 'pg'
import { roles, withClient } from './bootstrap.ts'
import { openKnex } from './database.ts'

const directory = fileURLToPath(new URL('../../migrations', import.meta.url))
/** Any number, the same everywhere: two that migrate at once do it one after the other. */
const migrationLock = 7_316_001

const silent = new Logger(() => () => undefined)

/** @returns the names of the migrations that were run now. */
export async function migrate(ownerUrl: string, workerUrl: string): Promise<readonly string[]> {
  return await withClient(ownerUrl, async (owner) => {
    await owner.query('select pg_advisory_lock($1)', [migrationLock])
    await migrateJobQueue(owner, workerUrl)
    return await withMigrations(ownerUrl, async (migrations) => {
      const [, names] = (await migrations.latest()) as [number, string[]]
      return names
    })
  })
}

/** Takes everything of ours back, newest first; the job queue's schema stays. */
export async function migrateDown(ownerUrl: string): Promise<void> {
  await withMigrations(ownerUrl, async (migrations) => {
    await migrations.rollback(undefined, true)
  })
}

/** graphile-worker makes its schema as the worker role, which may create one only while it does. */
async function migrateJobQueue(owner: pg.Client, workerUrl: string): Promise<void> {
  const { rows } = await owner.query<{ name: string }>('select quote_ident(current_database()) as name')
  const database = rows[0]?.name ?? ''
  await owner.query(`grant create on database ${database} to ${roles.worker}`)
  try {
    await runMigrations({ connectionString: workerUrl, logger: silent })
  } finally {
    await owner.query(`revoke create on database ${database} from ${roles.worker}`)
  }
}

async function withMigrations<T>(ownerUrl: string, act: (migrations: Knex.Migrator) => Promise<T>): Promise<T> {
  const knex = openKnex(ownerUrl, 2, undefined, {
    migrations: { directory, loadExtensions: ['.ts'], tableName: 'migration' },
  })
  try {
    return await act(knex.migrate)
  } finally {
    await knex.destroy()
  }
}
