/** Savers: who they are (sealed), and their choices. Tables saver, saver_key, saver_identity. */
import { randomUUID } from 'node:crypto'
import { PersonalNumber } from '#providers/personal-number.ts'
import { recordAccess } from './access-log.ts'
import type { SaverKey } from '#server/crypto/vault.ts'
import type { Database, SaverTransaction, SealedKey } from './database.ts'
import { asSaver, query, queryOne } from './database.ts'

export type Language = 'sv' | 'en'

export interface Saver {
  readonly number: PersonalNumber
  readonly name: string
  readonly email: string | null
  readonly language: Language
  readonly protectedIdentity: boolean
  /** Whether they want to be told by e-mail. */
  readonly notices: boolean
  /** Whether staff may help them by telephone; until they have said, not those with protected identity. */
  readonly ombudHelp: boolean
}

export interface SaverChanges {
  readonly email?: string | null
  readonly language?: Language
  readonly protectedIdentity?: boolean
  readonly notices?: boolean
  readonly ombudHelp?: boolean
}

const place = (saverId: string, column: string) => ({ table: 'saver', column, row: saverId })

/** Another login of the same person was first; ours is rolled back and theirs is used. */
class RegisteredMeanwhile extends Error {}

export interface Person {
  readonly number: PersonalNumber
  readonly name: string
  /** A number that the person had before, as the e-ID tells. */
  readonly earlier?: PersonalNumber | null
}

/**
 * Makes a saver of this number, and does something for them in the same transaction: both, or neither. One who is known
 * already is left as they are.
 */
export async function registerSaver(
  db: Database,
  { number, name }: { readonly number: PersonalNumber; readonly name: string },
  andThen: (t: SaverTransaction) => Promise<void>,
): Promise<void> {
  const hash = db.vault.hashNumber(number)
  const known = await findSaver(db, hash)
  if (known !== null) {
    await asSaver(db, known, andThen)
    return
  }
  try {
    await asSaver(db, randomUUID(), async (t) => {
      await createSaver(t, hash, number, name)
      await andThen(t)
    })
  } catch (error) {
    if (!(error instanceof RegisteredMeanwhile)) throw error
    await registerSaver(db, { number, name }, andThen)
  }
}

/** @returns null when the number is no saver's. */
export const findSaverWith = (db: Database, number: PersonalNumber): Promise<string | null> =>
  findSaver(db, db.vault.hashNumber(number))

/**
 * The saver with this personal number, made at the first login. Two logins at once give one saver.
 * A known saver's name is brought up to date where one is told, and the key is wrapped with the current master key.
 *
 * A saver who is known by the earlier number alone has changed number, and is the same saver under the new one. Where
 * each number has an account, both stay: what stands in them is not for us to join.
 */
export async function findOrCreateSaver(
  db: Database,
  person: Person,
): Promise<{ readonly saverId: string; readonly created: boolean }> {
  const { number, name, earlier = null } = person
  const hash = db.vault.hashNumber(number)
  const known = await findSaver(db, hash)
  const before = known === null && earlier !== null ? await findSaver(db, db.vault.hashNumber(earlier)) : null
  const found = known ?? before
  const saverId = found ?? randomUUID()
  try {
    await asSaver(db, saverId, async (t) => {
      if (found === null) await createSaver(t, hash, number, name)
      else await greet(t, name)
      if (before !== null) await changeNumber(t, number)
      if (earlier !== null && before === null) await addEarlierNumber(t, earlier)
    })
    return { saverId, created: found === null }
  } catch (error) {
    if (error instanceof RegisteredMeanwhile) return findOrCreateSaver(db, person)
    throw error
  }
}

async function linkNumber(t: SaverTransaction, number: PersonalNumber, current: boolean): Promise<boolean> {
  const row = await queryOne<{ linked: boolean }>(t.sql, 'select portal.link_identity(?, ?) as linked', [
    t.vault.hashNumber(number),
    current,
  ])
  return row?.linked === true
}

/** From now on the saver has this number, and the one from before is an earlier one. */
async function changeNumber(t: SaverTransaction, number: PersonalNumber): Promise<void> {
  await holdSaver(t)
  const numbers = await readNumbers(t)
  if (numbers[0].reveal() === number.reveal()) return
  if (!(await linkNumber(t, number, true))) throw new RegisteredMeanwhile()
  await storeNumbers(t, [number, ...numbers])
  await recordAccess(t, { role: 'saver', act: 'number-changed' })
}

/** Nothing is done where the number is another saver's. */
async function addEarlierNumber(t: SaverTransaction, earlier: PersonalNumber): Promise<void> {
  await holdSaver(t)
  const numbers = await readNumbers(t)
  if (numbers.some((number) => number.reveal() === earlier.reveal())) return
  if (await linkNumber(t, earlier, false)) await storeNumbers(t, [...numbers, earlier])
}

/** The number that the saver has now, and then earlier ones. */
export async function readNumbers(t: SaverTransaction): Promise<Numbers> {
  const row = await queryOne<SealedNumber>(t.sql, 'select number_sealed from saver where saver_id = ?', [t.saverId])
  if (row === null) throw new Error('No such saver')
  return openNumbers(t.saverId, await t.key(), row)
}

async function storeNumbers(t: SaverTransaction, numbers: readonly PersonalNumber[]): Promise<void> {
  await query(t.sql, 'update saver set number_sealed = ? where saver_id = ?', [
    sealNumbers(t.saverId, await t.key(), numbers),
    t.saverId,
  ])
}

/** The same by its hash, where that is what is at hand. */
export async function findSaver(db: Database, hash: Buffer): Promise<string | null> {
  const row = await queryOne<{ saver_id: string | null }>(db.sql, 'select portal.find_saver(?) as saver_id', [hash])
  return row?.saver_id ?? null
}

async function createSaver(t: SaverTransaction, hash: Buffer, number: PersonalNumber, name: string): Promise<void> {
  const winner = await queryOne<{ saver_id: string }>(t.sql, 'select portal.register_saver(?, ?) as saver_id', [
    hash,
    t.saverId,
  ])
  if (winner?.saver_id !== t.saverId) throw new RegisteredMeanwhile()
  const { keyId, wrapped, key } = t.vault.createSaverKey(t.saverId)
  await query(t.sql, 'insert into saver (saver_id, number_sealed, name_sealed) values (?, ?, ?)', [
    t.saverId,
    sealNumbers(t.saverId, key, [number]),
    key.seal(name, place(t.saverId, 'name_sealed')),
  ])
  await query(t.sql, 'insert into saver_key (saver_id, key_id, wrapped) values (?, ?, ?)', [t.saverId, keyId, wrapped])
}

/**
 * Wraps the saver's key with the current master key, where another one wraps it; what it sealed stays as it is.
 * @returns null where there is no such saver any more
 * @throws VaultError when the master key that wraps it is not configured
 */
export async function rewrapKey(t: SaverTransaction): Promise<'rewrapped' | 'current' | null> {
  const stored = await queryOne<SealedKey>(
    t.sql,
    'select key_id, wrapped from saver_key where saver_id = ? for update',
    [t.saverId],
  )
  if (stored === null) return null
  if (stored.key_id === t.vault.currentKeyId) return 'current'
  const { keyId, wrapped } = t.vault.rewrapSaverKey(t.saverId, stored.key_id, stored.wrapped)
  await query(t.sql, 'update saver_key set key_id = ?, wrapped = ? where saver_id = ?', [keyId, wrapped, t.saverId])
  return 'rewrapped'
}

async function greet(t: SaverTransaction, name: string): Promise<void> {
  await rewrapKey(t)
  // A partner's assertion need not tell the name; the one from the e-ID stays.
  if (name === '' || (await readSaver(t)).name === name) return
  const key = await t.key()
  await query(t.sql, 'update saver set name_sealed = ? where saver_id = ?', [
    key.seal(name, place(t.saverId, 'name_sealed')),
    t.saverId,
  ])
}

export interface SealedNumber {
  readonly number_sealed: Buffer
}

interface SaverRow extends SealedNumber {
  readonly name_sealed: Buffer
  readonly email_sealed: Buffer | null
  readonly language: Language
  readonly protected_identity: boolean
  readonly notices: boolean
  readonly ombud_help: boolean
}

export async function readSaver(t: SaverTransaction): Promise<Saver> {
  const saver = await readSaverOrNone(t)
  if (saver === null) throw new Error('No such saver')
  return saver
}

/** @returns null when there is no such saver any more. */
export async function readSaverOrNone(t: SaverTransaction): Promise<Saver | null> {
  const row = await queryOne<SaverRow & SealedKey>(
    t.sql,
    `select number_sealed, name_sealed, email_sealed, language, protected_identity, notices,
       coalesce(ombud_help, not protected_identity) as ombud_help, key_id, wrapped
     from saver join saver_key using (saver_id) where saver_id = ?`,
    [t.saverId],
  )
  if (row === null) return null
  const key = await t.key(row)
  const open = (sealed: Buffer, column: string) => key.open(sealed, place(t.saverId, column)).toString('utf8')
  return {
    number: openNumbers(t.saverId, key, row)[0],
    name: open(row.name_sealed, 'name_sealed'),
    email: row.email_sealed === null ? null : open(row.email_sealed, 'email_sealed'),
    language: row.language,
    protectedIdentity: row.protected_identity,
    notices: row.notices,
    ombudHelp: row.ombud_help,
  }
}

/** Whether there is an address to tell news to, and the saver wants it told. */
export async function wantsNotices(t: SaverTransaction): Promise<boolean> {
  const row = await queryOne<{ wants: boolean }>(
    t.sql,
    'select email_sealed is not null and notices as wants from saver where saver_id = ?',
    [t.saverId],
  )
  return row?.wants === true
}

/** The one of now, and earlier ones: sealed as one text with a space between. */
export type Numbers = readonly [PersonalNumber, ...PersonalNumber[]]

const sealNumbers = (saverId: string, key: SaverKey, numbers: readonly PersonalNumber[]): Buffer =>
  key.seal(numbers.map((number) => number.reveal()).join(' '), place(saverId, 'number_sealed'))

/** @throws Error when one is none, VaultError when it does not open */
export function openNumbers(saverId: string, key: SaverKey, { number_sealed: sealed }: SealedNumber): Numbers {
  const text = key.open(sealed, place(saverId, 'number_sealed')).toString('utf8')
  const [now, ...earlier] = text.split(' ').map((written) => {
    const number = PersonalNumber.parse(written)
    if (number === null) throw new Error('The stored personal number is not one')
    return number
  })
  if (now === undefined) throw new Error('There is no stored personal number')
  return [now, ...earlier]
}

/** Changes what is named and leaves the rest. */
export async function updateSaver(
  t: SaverTransaction,
  { email, language, protectedIdentity, notices, ombudHelp }: SaverChanges,
): Promise<void> {
  const seal = async (value: string) => (await t.key()).seal(value, place(t.saverId, 'email_sealed'))
  const changes = [
    ['email_sealed', typeof email === 'string' ? await seal(email) : email],
    ['language', language],
    ['protected_identity', protectedIdentity],
    ['notices', notices],
    ['ombud_help', ombudHelp],
  ] as const
  const named = changes.flatMap(([column, value]) => (value === undefined ? [] : [{ column, value }]))
  if (named.length === 0) return
  await query(t.sql, `update saver set ${named.map(({ column }) => `${column} = ?`).join(', ')} where saver_id = ?`, [
    ...named.map(({ value }) => value),
    t.saverId,
  ])
}

/** Lets no other transaction that asks for the same go on before this one has ended: what must be so once is so once. */
export async function holdSaver(t: SaverTransaction): Promise<void> {
  await query(t.sql, 'select saver_id from saver where saver_id = ? for no key update', [t.saverId])
}
