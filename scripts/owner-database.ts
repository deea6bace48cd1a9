/** What an operator's commands work on: the database of DATABASE_OWNER_URL as its owner, or the local system's that runs now. */
import type { Knex } from 'knex'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Environment } from '#server/config/environment.ts'
import { roles } from '#server/db/bootstrap.ts'
import { openKnex } from '#server/db/database.ts'
import { CannotRun, orCannotRun } from './command.ts'
import type { Secrets } from './local-state.ts'
import { root } from './ready.js'

const localFolder = ({ LOCAL_DIR }: Environment): string => LOCAL_DIR ?? join(root, '.local')

const secretsIn = (dir: string): Secrets => JSON.parse(readFileSync(join(dir, 'secrets.json'), 'utf8')) as Secrets

/** The environment as it is where it names a database, else with what the local system has, if there is one. */
export function operatorEnvironment(ofLocal: (secrets: Secrets, dir: string) => Environment): Environment {
  const { env } = process
  if (env.DATABASE_OWNER_URL) return env
  const dir = localFolder(env)
  try {
    return ofLocal(secretsIn(dir), dir)
  } catch {
    return env
  }
}

const ownerUrl = (env: Environment): string =>
  env.DATABASE_OWNER_URL ||
  orCannotRun('Set DATABASE_OWNER_URL (role portal_owner), or start the local system: npm start', () => {
    const dir = localFolder(env)
    const [, , , port = ''] = readFileSync(join(dir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')
    return `postgres://${roles.owner}:${secretsIn(dir).owner}@127.0.0.1:${port}/portal`
  })

/** @throws CannotRun when it does not answer */
export async function withOwnerDatabase<T>(act: (db: { readonly sql: Knex }) => Promise<T>): Promise<T> {
  const sql = openKnex(ownerUrl(process.env), 1)
  try {
    await sql.raw('select').catch(() => {
      throw new CannotRun('The database does not answer')
    })
    return await act({ sql })
  } finally {
    await sql.destroy()
  }
}
