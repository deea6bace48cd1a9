/** Connections, transactions of one saver, and what a lost database looks like. */
import knex from 'knex'
import type { Knex } from 'knex'
import pg from 'pg'
import type { SaverKey, Vault } from '#server/crypto/vault.ts'
import type { Access } from './access-log.ts'

/** Who acts in a transaction: policies read it, and refuse a transaction that does not say. */
export type Actor = 'saver' | 'worker' | 'eraser'

export interface Database {
  readonly sql: Knex
  readonly vault: Vault
  readonly actor: Actor
  /** How many times what a limit says is let through: for benches, which come from one address. Default: 1. */
  readonly limitsTimes?: number
  /**
   * What each transaction of a saver begins with, where somebody else acts for them: whether they still may, and the
   * entry in the saver's log. When it throws, nothing is read and nothing done.
   */
  readonly opening?: (t: SaverTransaction) => Promise<void>
  /** Whether a saver whose account is closed meanwhile is told as such: SaverGone, and nothing is kept. */
  readonly tellsGone?: true
  /** Whether PostgreSQL keeps the statements of each connection. */
  readonly prepares: boolean
  /** As whom what is done is logged, where it is not the saver. */
  readonly acting?: ActingAs
  close(): Promise<void>
}

/** Who acts for a saver, as the saver's log names them. */
export type ActingAs = Required<Pick<Access, 'role' | 'actorReference' | 'reason'>> & Pick<Access, 'consentId'>

/** The same database, for somebody who acts for the saver. */
export const actingFor = (db: Database, opening: NonNullable<Database['opening']>, acting?: ActingAs): Database => ({
  ...db,
  opening,
  ...(acting && { acting }),
})

/** The account was closed while something was done for the saver. None of it is kept. */
export class SaverGone extends Error {
  override readonly name = 'SaverGone'
}

/** The same database, for requests: each is of a saver who may close the account in another tab at that instant. */
export const tellingGone = (db: Database): Database => ({ ...db, tellsGone: true })

/** One connection, as `pg` has it. */
export type Connection = Pick<pg.ClientBase, 'query'>

/** A saver's key as it is stored. */
export interface SealedKey {
  readonly key_id: string
  readonly wrapped: Buffer
}

/** A transaction that sees the rows of one saver and no others. */
export interface SaverTransaction {
  readonly saverId: string
  readonly sql: Connection
  readonly vault: Vault
  /**
   * The saver's key, fetched and unwrapped once per transaction.
   * @param stored where it has been read already
   */
  key(stored?: SealedKey): Promise<SaverKey>
  readonly acting?: ActingAs
}

export interface DatabaseOptions {
  /** Connections held at most. */
  readonly max?: number
  /** Who acts through this connection; the web process acts for the saver. */
  readonly actor?: Actor
  /** Whether PostgreSQL shall keep the statements of each connection: not by a pooled address. The worker's it does. */
  readonly prepares?: boolean
  /** Milliseconds that a query waits for a free connection. */
  readonly waitMs?: number
  readonly limitsTimes?: number
}

/** Milliseconds. A request shall meet the 503 page rather than wait for a database that is away. */
const patience = { connect: 3_000, wait: 5_000 } as const

/** Days stay text, `2026-11-22`: a Date would carry a time zone that the day does not have. */
const types = new pg.TypeOverrides()
types.setTypeParser(pg.types.builtins.DATE, (text) => text)

/**
 * Nothing is connected until the first query, and a lost connection is replaced at the next one, so a process may
 * start before its database and outlive its restarts.
 */
export function openDatabase(url: string, vault: Vault, options: DatabaseOptions = {}): Database {
  const sql = openKnex(url, options.max ?? 10, options.waitMs ?? patience.wait)
  const { actor = 'saver', prepares = actor === 'worker', limitsTimes = 1 } = options
  return { sql, vault, actor, prepares, limitsTimes, close: () => sql.destroy() }
}

/** knex prints what it also throws; whoever catches it logs it. */
const nothing = () => undefined
const silent = { warn: nothing, error: nothing, deprecate: nothing, debug: nothing }

/** For migrations, registers and other work of a role without savers. */
export function openKnex(url: string, max: number, waitMs: number = patience.wait, extra: Knex.Config = {}): Knex {
  return knex({
    client: 'pg',
    connection: {
      connectionString: url,
      application_name: 'samlad-pension',
      keepAlive: true,
      connectionTimeoutMillis: patience.connect,
      types: { getTypeParser: (oid: number) => types.getTypeParser(oid) as unknown },
    },
    pool: { min: 0, max, acquireTimeoutMillis: waitMs, idleTimeoutMillis: 30_000 },
    log: silent,
    ...extra,
  })
}

interface Statement {
  /** What a connection that prepares its statements keeps this one under. */
  readonly name: string
  readonly text: string
}

/** Statements are few and written by hand, so each is made ready once. */
const statements = new Map<string, Statement>()

/** With `$1`, `$2` … in the place of each `?`, as PostgreSQL has it. */
function statementOf(text: string): Statement {
  const known = statements.get(text)
  if (known !== undefined) return known
  let count = 0
  const statement = { name: `portal-${statements.size}`, text: text.replaceAll('?', () => `$${++count}`) }
  statements.set(text, statement)
  return statement
}

/**
 * Connections where PostgreSQL parses and plans each statement once: to plan over sixteen partitions costs more than to
 * run. By a pooled address, what was prepared may be gone.
 */
const preparing = new WeakSet<Connection>()

/** Hand-written SQL with `?` for each value. In a transaction of a saver it goes past knex, which costs as much again. */
export async function query<Row>(
  sql: Knex | Connection,
  text: string,
  values: readonly Knex.RawBinding[] = [],
): Promise<readonly Row[]> {
  if (typeof sql === 'function') {
    const { rows } = await sql.raw<{ rows: Row[] }>(text, values)
    return rows
  }
  const statement = statementOf(text)
  const { rows } = await sql.query<Row & pg.QueryResultRow>({
    text: statement.text,
    values: [...values],
    ...(preparing.has(sql) && { name: statement.name }),
  })
  return rows
}

/** @returns the one row, or null. */
export async function queryOne<Row>(
  sql: Knex | Connection,
  text: string,
  values: readonly Knex.RawBinding[] = [],
): Promise<Row | null> {
  const rows = await query<Row>(sql, text, values)
  return rows[0] ?? null
}

/**
 * Runs `act` in one transaction that sees the rows of `saverId` alone; it is rolled back when `act` throws.
 * The setting ends with the transaction: the next user of the connection sees nothing of it.
 * @throws SaverGone over a database that tells it
 */
export const asSaver = <T>(db: Database, saverId: string, act: (t: SaverTransaction) => Promise<T>): Promise<T> =>
  inTransaction(db, saverId, 'read committed', act)

/** Each try that is overtaken has let another one through; after so many, something else is wrong. */
const mostTries = 30

/**
 * The same for what is shown as one: all of it is read as it stood at one moment, whatever is stored meanwhile. An entry
 * in the log hangs on the one before: whoever has been overtaken by another entry begins again.
 *
 * @param read run anew then: what it keeps outside its transaction must bear that
 */
export async function atOneMoment<T>(
  db: Database,
  saverId: string,
  read: (t: SaverTransaction) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await inTransaction(db, saverId, 'repeatable read', read)
    } catch (error) {
      if (!wasOvertaken(error) || tries === mostTries) throw error
    }
  }
}

/** Another transaction changed what this one rests on, or took its place in the log, after the moment that is read. */
const wasOvertaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['40001', '23505'].includes(String(error.code))

async function inTransaction<T>(
  db: Database,
  saverId: string,
  isolation: 'read committed' | 'repeatable read',
  act: (t: SaverTransaction) => Promise<T>,
): Promise<T> {
  if (!uuid.test(saverId)) throw new RangeError('A saver is named by a UUID')
  return onConnection(db, async (sql) => {
    try {
      await sql.query(beginning(db, saverId, isolation))
      let opened: Promise<SaverKey> | null = null
      const t: SaverTransaction = {
        saverId,
        sql,
        vault: db.vault,
        key: (stored) => (opened ??= openKey(sql, db.vault, saverId, stored)),
        ...(db.acting && { acting: db.acting }),
      }
      await db.opening?.(t)
      const result = await act(t)
      // The last thing before the end: whoever closes the account from here on waits for what was written.
      await sql.query(db.tellsGone ? 'select portal.saver_is_there(); commit' : 'commit')
      return result
    } catch (error) {
      // A connection that is lost has nothing to roll back, and the pool sees by itself that it is.
      await sql.query('rollback').catch(() => undefined)
      if (db.tellsGone && !isDatabaseDown(error) && (await isGone(db, sql, saverId))) {
        throw new SaverGone('The account was closed meanwhile', { cause: error })
      }
      throw error
    }
  })
}

/** One round trip. The values are a UUID and words of ours: nothing in them could be SQL. */
const beginning = (db: Database, saverId: string, isolation: 'read committed' | 'repeatable read'): string =>
  `begin isolation level ${isolation};
   select set_config('app.saver_id', '${saverId}', true), set_config('app.actor', '${db.actor}', true)`

/** After a fault: waits for whoever is closing the account at this moment. */
async function isGone(db: Database, sql: Connection, saverId: string): Promise<boolean> {
  try {
    await sql.query(beginning(db, saverId, 'read committed'))
    return (await queryOne(sql, 'select from saver where saver_id = ? for key share', [saverId])) === null
  } catch {
    // Then the fault itself says most.
    return false
  } finally {
    // Also where the wait was too long: the connection goes back to the others.
    await sql.query('rollback').catch(() => undefined)
  }
}

/** One connection of the pool for as long as `act` takes, without a transaction. */
export async function onConnection<T>(db: Database, act: (sql: Connection) => Promise<T>): Promise<T> {
  const pool = db.sql.client as Knex.Client
  const connection = (await pool.acquireConnection()) as Connection
  try {
    if (db.prepares) preparing.add(connection)
    return await act(connection)
  } finally {
    await pool.releaseConnection(connection)
  }
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

async function openKey(sql: Connection, vault: Vault, saverId: string, stored?: SealedKey): Promise<SaverKey> {
  const select = 'select key_id, wrapped from saver_key where saver_id = ?'
  const row = stored ?? (await queryOne<SealedKey>(sql, select, [saverId]))
  if (row === null) throw new Error('The saver has no key: unknown, or erased')
  return vault.openSaverKey(saverId, row.key_id, row.wrapped)
}

/** Refused or broken connections, a server that starts or stops (SQLSTATE 08 and 57P), no free connection in time. */
const downCodes =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|08...|57P0[1-5]|53300)$/
/** pg says these without a code; knex puts the statement before them. */
const downMessages =
  /(?:^| - )(?:Connection terminated|Client has encountered a connection error|timeout expired|Connection ended unexpectedly|timeout exceeded when trying to connect)/

/** Whether an error means that the database is away (answer 503 and try again), rather than that a query was wrong. */
export function isDatabaseDown(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof knex.KnexTimeoutError) return true
  if ('code' in error && typeof error.code === 'string' && downCodes.test(error.code)) return true
  if (downMessages.test(error.message)) return true
  if (error instanceof AggregateError && error.errors.some(isDatabaseDown)) return true
  return error.cause !== undefined && isDatabaseDown(error.cause)
}
