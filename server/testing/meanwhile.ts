/** What happens between two statements of one transaction, at a place of the test's choosing. */
import type { Connection, Database } from '#server/db/database.ts'

interface Pool {
  acquireConnection(): Promise<Connection>
  releaseConnection(connection: Connection): Promise<void>
}

/**
 * The same database, where `act` happens before each statement that matches in a transaction of a saver.
 * @param act over a connection of its own
 */
export function withMeanwhile(db: Database, matching: RegExp, act: () => Promise<unknown>): Database {
  const pool = db.sql.client as Pool
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
  const given = new Map<Connection, Connection>()
  const client: Pool = {
    acquireConnection: async () => {
      const own = await pool.acquireConnection()
      const connection = intercepted(own)
      given.set(connection, own)
      return connection
    },
    releaseConnection: (connection) => pool.releaseConnection(given.get(connection) ?? connection),
  }
  return {
    ...db,
    sql: new Proxy(db.sql, {
      get: (target, name) => (name === 'client' ? client : Reflect.get(target, name)) as unknown,
    }),
  }
}
