/** Calls that staff serve, and the consents they rest on. Tables ombud_case and voice_event, through their functions. */
import { randomInt, randomUUID } from 'node:crypto'
import { PersonalNumber } from '#providers/personal-number.ts'
import type { Database, SaverTransaction } from './database.ts'
import { query, queryOne } from './database.ts'

/** `waiting`: for the caller's consent. `open`: it holds. The others: it is over. */
type CaseState = 'waiting' | 'open' | 'ended' | 'logged-out' | 'revoked' | 'refused' | 'expired'

export interface OmbudCase {
  readonly caseId: string
  readonly state: CaseState
  /** What the caller keys in; null when the case is over. */
  readonly code: string | null
  readonly codeUntil: Date
  /** Whose consent holds; null before it, and for a caller who is no saver yet. */
  readonly saverId: string | null
  /** Of a caller who has consented and is no saver yet. */
  readonly number: PersonalNumber | null
  readonly consentUntil: Date | null
}

export interface ConsentInForce {
  readonly caseId: string
  readonly staffReference: string
  readonly consentedAt: Date
  readonly consentUntil: Date
}

/** How long a code waits for the caller. */
const codeLasts = '15 minutes'
/** How long a consent holds at most. */
const consentLasts = '60 minutes'

const place = (code: string): string => `ombud_case.number_sealed:${code}`

/** Eight digits that nobody can foresee. */
const newCode = (): string => String(randomInt(0, 100_000_000)).padStart(8, '0')

/**
 * `second-case`: the member of staff has one open. `caller-busy`: somebody else has one for this number. Whether the
 * number is known to us changes nothing.
 */
export type CaseOpening = 'opened' | 'second-case' | 'caller-busy' | 'no-session'

export async function openCase(db: Database, sessionHash: Buffer, number: PersonalNumber): Promise<CaseOpening> {
  const row = await queryOne<{ opening: CaseOpening | 'code-taken' }>(
    db.sql,
    'select portal.open_ombud_case(?, ?, ?, ?, ?::interval) as opening',
    [sessionHash, randomUUID(), db.vault.hashNumber(number), newCode(), codeLasts],
  )
  // Two codes alike within a quarter of an hour: the next one is another.
  if (row?.opening === 'code-taken') return openCase(db, sessionHash, number)
  return row?.opening ?? 'no-session'
}

interface CaseRow extends Omit<OmbudCase, 'number'> {
  readonly numberSealed: Buffer | null
}

/** The newest of this session, over or not. */
export async function newestCase(db: Database, sessionHash: Buffer): Promise<OmbudCase | null> {
  const row = await queryOne<CaseRow>(
    db.sql,
    `select case_id as "caseId", state, code, code_until as "codeUntil", saver_id as "saverId",
       number_sealed as "numberSealed", consent_until as "consentUntil" from portal.newest_ombud_case(?)`,
    [sessionHash],
  )
  if (row === null) return null
  const { numberSealed, ...ombudCase } = row
  const number =
    numberSealed && PersonalNumber.parse(db.vault.openGlobal(numberSealed, place(row.code ?? '')).toString('utf8'))
  return { ...ombudCase, number }
}

/** The voice system's own name of a consent, by which it is used once. */
export interface VoiceEvent {
  /** Of the issuer and the id of the consent. */
  readonly hash: Buffer
  /** When it would be too old anyhow. */
  readonly expiresAt: Date
}

/**
 * In the transaction that gives the consent: where that one fails, the same may come again. Another that brings it at
 * the same time waits until this one has ended.
 * @returns whether this consent has not come before
 */
export async function useVoiceEvent(
  sql: Database['sql'] | SaverTransaction['sql'],
  { hash, expiresAt }: VoiceEvent,
): Promise<boolean> {
  const row = await queryOne<{ first: boolean }>(sql, 'select portal.use_voice_event(?, ?) as first', [hash, expiresAt])
  return row?.first === true
}

export interface Consent {
  readonly code: string
  readonly number: PersonalNumber
  /** Of the text that the caller was read. */
  readonly version: string
}

/**
 * Opens the case that waits under this code for this number; one for another number is over with it.
 * @param allowed false: the case is over, as for a wrong number
 * @param saverId whose transaction it is; null for a caller who is no saver
 */
export async function giveConsent(
  { sql, vault }: Pick<SaverTransaction, 'vault'> & { readonly sql: Database['sql'] | SaverTransaction['sql'] },
  { code, number, version }: Consent,
  { allowed, saverId }: { readonly allowed: boolean; readonly saverId: string | null },
): Promise<{ readonly caseId: string; readonly staffReference: string } | null> {
  return await queryOne(
    sql,
    `select case_id as "caseId", staff_reference as "staffReference"
     from portal.give_ombud_consent(?, ?, ?, ?, ?, ?, ?::interval)`,
    [
      code,
      vault.hashNumber(number),
      allowed,
      saverId,
      saverId === null ? vault.sealGlobal(number.reveal(), place(code)) : null,
      version,
      consentLasts,
    ],
  )
}

/** Whether the consent to this case holds; it cannot be ended before the transaction is over. */
export async function holdConsent(t: SaverTransaction, caseId: string, sessionHash: Buffer): Promise<boolean> {
  const row = await queryOne<{ held: boolean }>(t.sql, 'select portal.hold_consent(?, ?) as held', [
    caseId,
    sessionHash,
  ])
  return row?.held === true
}

/** Makes a caller who has become a saver the saver of the case. @returns false when the consent has ended */
export async function nameCaller(t: SaverTransaction, caseId: string, sessionHash: Buffer): Promise<boolean> {
  const row = await queryOne<{ named: boolean }>(t.sql, 'select portal.name_ombud_caller(?, ?) as named', [
    caseId,
    sessionHash,
  ])
  return row?.named === true
}

/** Ends what this session has open. In the transaction of the caller, where the caller is a saver. */
export async function endCase(
  sql: Database['sql'] | SaverTransaction['sql'],
  sessionHash: Buffer,
  how: 'ended' | 'logged-out',
): Promise<void> {
  await query(sql, 'select portal.end_ombud_case(?, ?)', [sessionHash, how])
}

/** The saver's own, those that hold now. */
export async function listConsentsInForce(t: SaverTransaction): Promise<readonly ConsentInForce[]> {
  return await query<ConsentInForce>(
    t.sql,
    `select case_id as "caseId", staff_reference as "staffReference", consented_at as "consentedAt",
       consent_until as "consentUntil" from portal.ombud_consents_in_force()`,
  )
}

/** Takes back what the saver has consented to by telephone. @returns whether there was anything */
export async function revokeConsents(t: SaverTransaction): Promise<boolean> {
  const row = await queryOne<{ revoked: boolean }>(t.sql, 'select portal.revoke_ombud_consent() as revoked')
  return row?.revoked === true
}
