/** The database for an operator's commands, as its owner: DATABASE_OWNER_URL, or the local system's that runs now. */
import type { Knex } from 'knex'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { roles } from '#server/db/bootstrap.ts'
import { openKnex } from '#server/db/database.ts'
import { root } from './ready.js'

/** Said to the operator as it is. */
export class NoDatabase extends Error {
  override readonly name = 'NoDatabase'
}

function ownerUrl({ DATABASE_OWNER_URL, LOCAL_DIR }: NodeJS.ProcessEnv): string {
  if (DATABASE_OWNER_URL) return DATABASE_OWNER_URL
  const dir = LOCAL_DIR ?? join(root, '.local')
  try {
    const { owner } = JSON.parse(readFileSync(join(dir, 'secrets.json'), 'utf8')) as { readonly owner: string }
    const [, , , port = ''] = readFileSync(join(dir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')
    return `postgres://${roles.owner}:${owner}@127.0.0.1:${port}/portal`
  } catch {
    throw new NoDatabase('Set DATABASE_OWNER_URL (role portal_owner), or start the local system: npm start')
  }
}

/** @throws NoDatabase when it does not answer */
export async function withOwnerDatabase<T>(act: (db: { readonly sql: Knex }) => Promise<T>): Promise<T> {
  const sql = openKnex(ownerUrl(process.env), 1)
  try {
    await sql.raw('select').catch(() => {
      throw new NoDatabase('The database does not answer')
    })
    return await act({ sql })
  } finally {
    await sql.destroy()
  }
}
