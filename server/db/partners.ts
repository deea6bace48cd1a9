/**
 * The register of partner sites, their tickets, the assertions seen, and how much each of them asks for. Tables
 * partner, partner_ticket, partner_jti and partner_usage; the portal reaches them through functions, and only the owner
 * writes the register.
 */
import { createHash } from 'node:crypto'
import type { Knex } from 'knex'
import { PersonalNumber } from '#providers/personal-number.ts'
import type { Connection, Database } from './database.ts'
import { query, queryOne } from './database.ts'

/** What a partner may choose of how the embedded pages look. */
export interface PartnerTheme {
  /** `#0f4a41`: links, buttons and the mark on light ground and on dark. */
  readonly accent: string
  readonly accentDark: string
  readonly font: 'portal' | 'system' | 'serif'
  readonly corners: 'square' | 'slight' | 'round'
}

export interface Partner {
  /** Short name, in channels and logs. */
  readonly id: string
  /** As savers read it. */
  readonly name: string
  /** `iss` and `sub` of what it signs. */
  readonly clientId: string
  /** Where its public keys are. */
  readonly jwksUrl: string
  /** Whose pages may frame the view. */
  readonly frameOrigins: readonly string[]
  /** Where the full-page variant leads back to; the first. Empty: no full-page variant. */
  readonly redirectOrigins: readonly string[]
  readonly theme: PartnerTheme
  readonly perMinute: number
  readonly perDay: number
  readonly enabled: boolean
}

interface PartnerRow {
  readonly partner_id: string
  readonly name: string
  readonly client_id: string
  readonly jwks_url: string
  readonly frame_origins: readonly string[]
  readonly redirect_origins: readonly string[]
  readonly theme: PartnerTheme
  readonly per_minute: number
  readonly per_day: number
  readonly enabled: boolean
}

const partnerOf = (row: PartnerRow): Partner => ({
  id: row.partner_id,
  name: row.name,
  clientId: row.client_id,
  jwksUrl: row.jwks_url,
  frameOrigins: row.frame_origins,
  redirectOrigins: row.redirect_origins,
  theme: row.theme,
  perMinute: row.per_minute,
  perDay: row.per_day,
  enabled: row.enabled,
})

/** @returns null for one that there is not; one that is switched off is found */
export async function findPartner(
  db: { readonly sql: Knex | Connection },
  by: { readonly id: string } | { readonly clientId: string },
): Promise<Partner | null> {
  const [id, clientId] = 'id' in by ? [by.id, null] : [null, by.clientId]
  const row = await queryOne<PartnerRow>(db.sql, 'select * from portal.find_partner(?, ?)', [id, clientId])
  return row && partnerOf(row)
}

/** For the owner. */
export async function listPartners(ownerDb: { readonly sql: Knex }): Promise<readonly Partner[]> {
  const rows = await query<PartnerRow>(ownerDb.sql, 'select * from partner order by partner_id')
  return rows.map(partnerOf)
}

/** For the owner: a new partner, or a known one with new particulars. Whether it is switched on stays. */
export async function savePartner(ownerDb: { readonly sql: Knex }, partner: Omit<Partner, 'enabled'>): Promise<void> {
  await ownerDb
    .sql('partner')
    .insert({
      partner_id: partner.id,
      name: partner.name,
      client_id: partner.clientId,
      jwks_url: partner.jwksUrl,
      frame_origins: partner.frameOrigins,
      redirect_origins: partner.redirectOrigins,
      theme: JSON.stringify(partner.theme),
      per_minute: partner.perMinute,
      per_day: partner.perDay,
    })
    .onConflict('partner_id')
    .merge()
}

/**
 * For the owner. Switched off, a partner's sessions end and its tickets are worth nothing, at once.
 * @returns false for a partner that there is not
 */
export async function switchPartner(ownerDb: { readonly sql: Knex }, id: string, enabled: boolean): Promise<boolean> {
  return await ownerDb.sql.transaction(async (sql) => {
    const row = await queryOne(sql, 'update partner set enabled = ? where partner_id = ? returning partner_id', [
      enabled,
      id,
    ])
    if (!enabled) {
      await query(sql, 'delete from session where partner_id = ?', [id])
      await query(sql, 'delete from partner_ticket where partner_id = ?', [id])
    }
    return row !== null
  })
}

/** Whom a ticket lets in. */
export interface TicketCustomer {
  readonly number: PersonalNumber
  /** Empty when the partner sends none. */
  readonly name: string
}

/** Seconds that a ticket is good for. */
export const ticketSeconds = 60

const ticketPlace = (hash: Buffer): string => `partner_ticket.customer_sealed:${hash.toString('hex')}`

export async function saveTicket(
  db: Database,
  ticketHash: Buffer,
  partnerId: string,
  { number, name }: TicketCustomer,
): Promise<void> {
  const sealed = db.vault.sealGlobal(JSON.stringify({ number: number.reveal(), name }), ticketPlace(ticketHash))
  await query(db.sql, 'select portal.save_partner_ticket(?, ?, ?, ?)', [ticketHash, partnerId, sealed, ticketSeconds])
}

export interface TakenTicket {
  readonly partnerId: string
  /** Null when it was used before, or is too old. */
  readonly customer: TicketCustomer | null
}

/** Whatever comes of it, the ticket is used up. @returns null for one that there is not, or no more */
export async function takeTicket(db: Database, ticketHash: Buffer): Promise<TakenTicket | null> {
  const row = await queryOne<{ partner_id: string; customer_sealed: Buffer | null }>(
    db.sql,
    'select partner_id, customer_sealed from portal.take_partner_ticket(?)',
    [ticketHash],
  )
  if (row === null) return null
  if (row.customer_sealed === null) return { partnerId: row.partner_id, customer: null }
  const opened = db.vault.openGlobal(row.customer_sealed, ticketPlace(ticketHash)).toString('utf8')
  const { number: digits, name } = JSON.parse(opened) as { readonly number: string; readonly name: string }
  const number = PersonalNumber.parse(digits)
  return { partnerId: row.partner_id, customer: number && { number, name } }
}

/** @returns false when the partner has sent an assertion by this name before, to whichever process */
export async function useJti(db: Database, partnerId: string, jti: string, expiresAt: Date): Promise<boolean> {
  const hash = createHash('sha256').update(jti).digest()
  const row = await queryOne<{ first: boolean }>(db.sql, 'select portal.use_partner_jti(?, ?, ?) as first', [
    partnerId,
    hash,
    expiresAt,
  ])
  return row?.first === true
}

/** What is counted of a partner, by day. */
export type PartnerUse = 'ticket' | 'visit' | 'data' | 'refused' | 'over-quota'

export async function countPartnerUse(db: Pick<Database, 'sql'>, partnerId: string, use: PartnerUse): Promise<void> {
  await query(db.sql, 'select portal.count_partner_usage(?, ?)', [partnerId, use])
}

export interface PartnerDay {
  readonly day: string
  readonly what: PartnerUse
  readonly times: number
}

/** For the owner: the newest day first. */
export async function listPartnerUsage(ownerDb: { readonly sql: Knex }, id: string): Promise<readonly PartnerDay[]> {
  return await query<PartnerDay>(
    ownerDb.sql,
    'select day, what, times from partner_usage where partner_id = ? order by day desc, what',
    [id],
  )
}

/** Whether a session in a partner's page goes on: asked in the very transaction that reads. */
export async function partnerSessionHolds(sql: Knex | Connection, tokenHash: Buffer): Promise<boolean> {
  const row = await queryOne<{ holds: boolean }>(sql, 'select portal.partner_session_holds(?) as holds', [tokenHash])
  return row?.holds === true
}
