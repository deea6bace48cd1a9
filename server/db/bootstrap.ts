/**
 * The four roles and their database, made once by a superuser; on an own server the same statements are run by its
 * administrator. Run again, it sets the passwords anew and changes nothing else.
 */
import pg from 'pg'

export const roles = {
  owner: 'portal_owner',
  app: 'portal_app',
  worker: 'portal_worker',
  /** Closes accounts, and does nothing else. */
  eraser: 'portal_eraser',
} as const
export type RoleName = keyof typeof roles

export interface RoleOptions {
  readonly database: string
  readonly passwords: Readonly<Record<RoleName, string>>
}

const { escapeIdentifier, escapeLiteral } = pg

/** @param superuserUrl any database of the server, usually `postgres`. */
export async function createRoles(superuserUrl: string, options: RoleOptions): Promise<void> {
  await withClient(superuserUrl, async (client) => {
    for (const [key, role] of Object.entries(roles) as [RoleName, string][]) {
      if (!(await exists(client, 'select from pg_roles where rolname = $1', role)))
        await client.query(`create role ${role}`)
      await client.query(
        `alter role ${role} with login nosuperuser nobypassrls nocreatedb nocreaterole noreplication
         password ${escapeLiteral(options.passwords[key])}`,
      )
    }
    // With the roles rather than the connections: a pooler in between takes no start-up settings.
    for (const role of [roles.app, roles.worker, roles.eraser]) {
      await client.query(`alter role ${role} set statement_timeout = '30s'`)
      await client.query(`alter role ${role} set idle_in_transaction_session_timeout = '60s'`)
    }
    // So that the owner's functions reach the job queue, which the worker role owns.
    await client.query(`grant ${roles.worker} to ${roles.owner} with inherit true, set true`)
    if (!(await exists(client, 'select from pg_database where datname = $1', options.database))) {
      await client.query(`create database ${escapeIdentifier(options.database)} owner ${roles.owner}`)
    }
    await grantConnect(client, options.database)
  })
}

/** Grants on a database are not copied to its clones, so the tests' clones need them too. */
export async function grantConnect(client: pg.Client, database: string): Promise<void> {
  const name = escapeIdentifier(database)
  await client.query(`revoke all on database ${name} from public`)
  await client.query(`grant connect on database ${name} to ${roles.app}, ${roles.worker}, ${roles.eraser}`)
}

async function exists(client: pg.Client, text: string, name: string): Promise<boolean> {
  const { rows } = await client.query(text, [name])
  return rows.length > 0
}

export async function withClient<T>(url: string, act: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await act(client)
  } finally {
    await client.end()
  }
}
