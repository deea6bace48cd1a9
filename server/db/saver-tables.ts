/**
 * Everything that is held of a saver, table by table, opened: for the extract of the register.
 *
 * Every table with a `saver_id` has an entry in `saverTables`; a test reads the catalogue and fails for one that has
 * none. A new table gets its line here, with the column that names its rows where their sealed values stand, and its
 * words in services/mine/extract/words.ts.
 */
import type { SaverKey } from '#server/crypto/vault.ts'
import type { SaverTransaction } from './database.ts'
import { query } from './database.ts'
import { seatPlace, sharedKey } from './sharings.ts'

interface SaverTable {
  /** The column that a sealed value's place names as its row. */
  readonly row?: string
  /** What is read instead of the table where the web role may not read it. */
  readonly from?: string
  /** Sealed under the key that is shared with the other member, by seat. */
  readonly shared?: true
  /** `content_sealed` holds JSON. All else that is sealed is text, and stands as it was written. */
  readonly json?: true
  /** Not the saver's data: keys, and what the portal checks links and entries by. */
  readonly leftOut?: readonly string[]
  /** Left out: a saver has one row. */
  readonly order?: string
}

/** Of rows that belong to a collection: the first one first. @param of the table's name */
const byCollection = (of: string): string =>
  `(select c.requested_at from collection c where c.saver_id = ${of}.saver_id and c.collection_id = ${of}.collection_id),
   collection_id`

/** By source, a source's answers from the first to the last, and what came in one answer by the day of its value. */
const byAnswer = `provider_id, (select r.answered_at from retrieval r
   where r.saver_id = holding.saver_id and r.retrieval_id = holding.retrieval_id), retrieval_id, value_date, holding_id`

const saverTables = {
  saver: { row: 'saver_id' },
  saver_identity: { from: 'portal.own_identities()', order: 'is_current desc' },
  saver_key: { leftOut: ['wrapped'] },
  approval: { order: 'approved_at, approval_id' },
  collection: { order: 'requested_at, collection_id' },
  retrieval: { order: `${byCollection('retrieval')}, provider_id` },
  holding: { row: 'holding_id', json: true, order: byAnswer },
  original: { row: 'retrieval_id', order: 'received_at, retrieval_id' },
  collection_snapshot: { row: 'collection_id', json: true, order: byCollection('collection_snapshot') },
  errand: { row: 'errand_id', json: true, order: 'created_at, errand_id' },
  saver_record: { row: 'record_id', json: true, order: 'created_at, record_id' },
  sharing_member: { row: 'sharing_id', leftOut: ['key_sealed'], order: 'joined_at, sharing_id' },
  // Of two members, and so without a saver_id: what this one shows the other, and when the other has looked.
  sharing_seat: { from: 'portal.own_sharing_seats()', shared: true, json: true, order: 'shared_at, sharing_id' },
  sharing_reading: { from: 'portal.own_sharing_readings()', order: 'reading_id' },
  email_change: { row: 'change_id', leftOut: ['code_hash'], order: 'asked_at, change_id' },
  notice: { order: 'created_at, notice_id' },
  session: { from: 'portal.own_sessions()', order: 'created_at, last_seen_at, absolute_until' },
  pin: { leftOut: ['pin_hash', 'pepper_id'] },
  // Known by the number alone, and of the saver all the same.
  pin_lock: { from: 'portal.own_pin_locks()', order: 'tried_at, failures' },
  tx_route: { from: 'portal.own_tx_routes()', order: 'created_at, tx_id' },
  ombud_case: { from: 'portal.own_ombud_consents()', order: 'consented_at, case_id' },
  access_chain: {},
  // Without a saver_id, and of the saver all the same: by their chain.
  access_log: { from: 'access_log', leftOut: ['key_id', 'mac'], order: 'place' },
} as const satisfies Readonly<Record<string, SaverTable>>

export type SaverTableName = keyof typeof saverTables
export const saverTableNames = Object.keys(saverTables) as readonly SaverTableName[]

/** A moment is a Date, and no text is one, whatever it looks like. */
export type HeldLeaf = string | number | boolean | Date | null
/** What a column holds, and what JSON was sealed. */
export type HeldValue = HeldLeaf | readonly HeldValue[] | { readonly [name: string]: HeldValue }
export type HeldRow = Readonly<Record<string, HeldValue>>

/** All rows of the saver, with every column but those that are left out; sealed ones opened and named without `_sealed`. */
export async function readSaverTable(t: SaverTransaction, name: SaverTableName): Promise<readonly HeldRow[]> {
  const table: SaverTable = saverTables[name]
  const order = table.order === undefined ? '' : `order by ${table.order}`
  const rows =
    table.from === undefined
      ? await query<Record<string, unknown>>(t.sql, `select * from ${name} where saver_id = ? ${order}`, [t.saverId])
      : await query<Record<string, unknown>>(t.sql, `select * from ${table.from} ${order}`)
  const ownKey = await t.key()
  const held: HeldRow[] = []
  // One after the other: a transaction is one connection.
  for (const row of rows) {
    const fields = Object.entries(row).filter(
      ([column]) => !table.leftOut?.includes(column) && (column !== 'saver_id' || name === 'saver'),
    )
    const key = table.shared === true ? await sharedKey(t, String(row['sharing_id'])) : ownKey
    const rowId = table.row === undefined ? '' : String(row[table.row])
    const placeOf = (column: string): SealedPlace =>
      table.shared === true
        ? seatPlace(row['seat'] === 'inviter' ? 'inviter' : 'guest', column)
        : { table: name, column, row: rowId }
    held.push(
      Object.fromEntries(
        fields.map(([column, value]) => [
          column.replace(/_sealed$/, ''),
          value instanceof Buffer
            ? key && opened(key, value, placeOf(column), table.json === true && column === 'content_sealed')
            : plain(value),
        ]),
      ),
    )
  }
  return held
}

type SealedPlace = Parameters<SaverKey['open']>[1]

function opened(key: SaverKey, sealed: Buffer, place: SealedPlace, isJson: boolean): HeldValue {
  const text = key.open(sealed, place).toString('utf8')
  return isJson ? (JSON.parse(text, plainDecimal) as HeldValue) : text
}

/** Decimals are stored as `{"$dec": "1234.50"}` (forecasting/model/stored.ts). */
const plainDecimal = (_name: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && '$dec' in value ? value.$dec : value

function plain(value: unknown): HeldValue {
  if (value === null || value instanceof Date) return value
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  throw new Error('A column of a kind that the extract does not know')
}
