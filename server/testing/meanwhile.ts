/** What happens between two statements of one transaction, at a place of the test's choosing. */
import type { Knex } from 'knex'
import type { Connection, Database } from '#server/db/database.ts'

/**
 * The same database, where `act` happens before each statement that matches in a transaction of a saver.
 * @param act over a connection of its own
 */
export function withMeanwhile(db: Database, matching: RegExp, act: () => Promise<unknown>): Database {
  const pool = db.sql.client as Knex.Client
  const intercepted = (connection: Connection): Connection =>
    new Proxy(connection, {
      get: (target, name) =>
        name === 'query'
          ? async (asked: string | { readonly text: string }, ...more: readonly unknown[]) => {
              if (matching.test(typeof asked === 'string' ? asked : asked.text)) await act()
              return (await Reflect.apply(target.query, target, [asked, ...more])) as unknown
            }
          : (Reflect.get(target, name) as unknown),
    })
  const given = new Map<Connection, unknown>()
  const client = {
    acquireConnection: async (): Promise<Connection> => {
      const own: unknown = await pool.acquireConnection()
      const connection = intercepted(own as Connection)
      given.set(connection, own)
      return connection
    },
    releaseConnection: (connection: Connection): Promise<void> =>
      pool.releaseConnection(given.get(connection)) as Promise<void>,
  }
  return {
    ...db,
    sql: new Proxy(db.sql, {
      get: (target, name) => (name === 'client' ? client : Reflect.get(target, name)) as unknown,
    }),
  }
}
