/**
 * What two savers share: a household, or a giver and a helper. Tables sharing and sharing_*, through their functions;
 * a saver's own side, sharing_member, under row-level security.
 *
 * Neither side's transaction reaches the other's tables. What one shows is sealed under a key that both hold, each
 * sealed under their own; see docs/adr/0013-household.md.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import type { SharedKeyBytes } from '#server/crypto/shared-key.ts'
import {
  invitationHash,
  newInvitationCode,
  newSharedKey,
  openSharedKey,
  readInvitationCode,
  unwrapByCode,
  wrapForCode,
} from '#server/crypto/shared-key.ts'
import type { SaverKey } from '#server/crypto/vault.ts'
import type { Access } from './access-log.ts'
import { recordAccess } from './access-log.ts'
import type { Database, SaverTransaction } from './database.ts'
import { query, queryOne } from './database.ts'

export type SharingKind = 'household' | 'helper'
export type SharingScope = 'totals' | 'forecast' | 'forecast-and-plans'
export type Seat = 'inviter' | 'guest'

/** A saver's own side. */
export interface Membership {
  readonly sharingId: string
  readonly kind: SharingKind
  readonly seat: Seat
  readonly scope: SharingScope
  /** The last day of a helper; a household has none. */
  readonly endsOn: string | null
  /** The other's name, once it is known to this side. */
  readonly peer: string | null
  readonly joinedAt: Date
  /** When this saver said yes to the other by name; a guest does with the acceptance. */
  readonly confirmedAt: Date | null
  /** When this saver took it back. */
  readonly endedAt: Date | null
}

/** What is there as long as neither side has left. */
export interface OpenedSharing {
  /** Until when the invitation may be taken; null when it has been. */
  readonly invitedUntil: Date | null
  readonly seats: Readonly<Partial<Record<Seat, OpenedSeat>>>
}

export interface OpenedSeat {
  readonly name: string
  /** What the seat's member shows: JSON of ours. A helper reads it in their own way, which is recorded. */
  readonly content: unknown
  readonly sharedAt: Date | null
}

export interface Invitation {
  readonly kind: SharingKind
  readonly scope: SharingScope
  readonly endsOn: string | null
  /** Who invites, as their e-ID says. */
  readonly name: string
}

/**
 * `gone`: no such invitation, or used, too old or taken back. `own`: the one who invites cannot be the one invited.
 * `taken-elsewhere`: one household is the most.
 */
export type Acceptance = 'taken' | 'gone' | 'own' | 'taken-elsewhere'

interface MemberRow extends Omit<Membership, 'peer'> {
  readonly keySealed: Buffer | null
  readonly peerSealed: Buffer | null
}

const columns = `sharing_id as "sharingId", kind, seat, scope, ends_on as "endsOn", key_sealed as "keySealed",
  peer_sealed as "peerSealed", joined_at as "joinedAt", confirmed_at as "confirmedAt", ended_at as "endedAt"`

const memberPlace = (sharingId: string, column: string) => ({ table: 'sharing_member', column, row: sharingId })
export const seatPlace = (seat: Seat, column: string) => ({ table: 'sharing_seat', column, row: seat })

const membershipOf = (key: SaverKey, { keySealed: _sealed, peerSealed, ...row }: MemberRow): Membership => ({
  ...row,
  peer: peerSealed && key.open(peerSealed, memberPlace(row.sharingId, 'peer_sealed')).toString('utf8'),
})

/** In the order in which they began; those that this saver has ended too. */
export async function listMemberships(t: SaverTransaction, kind: SharingKind): Promise<readonly Membership[]> {
  const rows = await query<MemberRow>(
    t.sql,
    `select ${columns} from sharing_member where saver_id = ? and kind = ? order by joined_at, sharing_id`,
    [t.saverId, kind],
  )
  if (rows.length === 0) return []
  const key = await t.key()
  return rows.map((row) => membershipOf(key, row))
}

const readMember = (t: SaverTransaction, sharingId: string): Promise<MemberRow | null> =>
  queryOne<MemberRow>(t.sql, `select ${columns} from sharing_member where saver_id = ? and sharing_id = ?`, [
    t.saverId,
    sharingId,
  ])

/** @returns null where this saver is no member, or has ended it. */
export async function sharedKey(t: SaverTransaction, sharingId: string): Promise<SaverKey | null> {
  const row = await readMember(t, sharingId)
  if (row?.keySealed == null) return null
  return openSharedKey(sharingId, (await t.key()).open(row.keySealed, memberPlace(sharingId, 'key_sealed')))
}

async function sealOwn(t: SaverTransaction, sharingId: string, bytes: SharedKeyBytes): Promise<Buffer> {
  return (await t.key()).seal(bytes, memberPlace(sharingId, 'key_sealed'))
}

/** Whole days by Swedish clocks. */
const invitationLasts = '7 days'

/**
 * Opens a sharing with one seat taken, and an invitation to the other.
 * @returns the invitation's code, which is stored nowhere; null where this saver has a household already
 */
export async function openSharing(
  t: SaverTransaction,
  {
    kind,
    scope,
    endsOn,
    name,
    code = newInvitationCode(),
  }: {
    readonly kind: SharingKind
    readonly scope: SharingScope
    readonly endsOn: string | null
    readonly name: string
    readonly code?: string
  },
): Promise<string | null> {
  const sharingId = randomUUID()
  const bytes = newSharedKey()
  const row = await queryOne<{ readonly opened: boolean }>(
    t.sql,
    'select portal.open_sharing(?, ?, ?, ?, ?, ?, ?, ?, ?::interval) as opened',
    [
      sharingId,
      kind,
      scope,
      endsOn,
      await sealOwn(t, sharingId, bytes),
      openSharedKey(sharingId, bytes).seal(name, seatPlace('inviter', 'name_sealed')),
      invitationHash(code),
      wrapForCode(code, sharingId, bytes),
      invitationLasts,
    ],
  )
  return row?.opened === true ? code : null
}

interface InvitationRow extends Omit<Invitation, 'name'> {
  readonly sharingId: string
  readonly keyWrapped: Buffer
  readonly nameSealed: Buffer
}

async function findInvitation(t: SaverTransaction, typed: string) {
  if (readInvitationCode(typed) === null) return null
  const row = await queryOne<InvitationRow>(
    t.sql,
    `select sharing_id as "sharingId", kind, scope, ends_on as "endsOn", key_wrapped as "keyWrapped",
       name_sealed as "nameSealed" from portal.find_invitation(?)`,
    [invitationHash(typed)],
  )
  if (row === null) return null
  const { sharingId, keyWrapped, nameSealed, kind, scope, endsOn } = row
  const bytes = unwrapByCode(typed, sharingId, keyWrapped)
  const key = openSharedKey(sharingId, bytes)
  const name = key.open(nameSealed, seatPlace('inviter', 'name_sealed')).toString('utf8')
  return { sharingId, bytes, key, invitation: { kind, scope, endsOn, name } satisfies Invitation }
}

/** Whether it is the code of an invitation of this saver's own that nobody has taken. */
export async function isOwnInvitation(t: SaverTransaction, code: string): Promise<boolean> {
  const found = await findInvitation(t, code)
  return found !== null && (await readMember(t, found.sharingId))?.seat === 'inviter'
}

/** Who invites to what, before the answer; it uses nothing up. */
export const lookAtInvitation = async (t: SaverTransaction, typed: string): Promise<Invitation | null> =>
  (await findInvitation(t, typed))?.invitation ?? null

/** @param guest the name that the other side is told, and what is shown to it, if anything */
export async function takeInvitation(
  t: SaverTransaction,
  typed: string,
  kind: SharingKind,
  guest: { readonly name: string; readonly content: unknown },
): Promise<Acceptance> {
  const found = await findInvitation(t, typed)
  if (found?.invitation.kind !== kind) return 'gone'
  const { sharingId, bytes, key, invitation } = found
  const row = await queryOne<{ readonly outcome: Acceptance }>(
    t.sql,
    'select portal.take_invitation(?, ?, ?, ?, ?) as outcome',
    [
      invitationHash(typed),
      await sealOwn(t, sharingId, bytes),
      (await t.key()).seal(invitation.name, memberPlace(sharingId, 'peer_sealed')),
      key.seal(guest.name, seatPlace('guest', 'name_sealed')),
      guest.content === null ? null : key.seal(JSON.stringify(guest.content), seatPlace('guest', 'content_sealed')),
    ],
  )
  return row?.outcome ?? 'gone'
}

interface SeatRow {
  readonly seat: Seat
  readonly nameSealed: Buffer
  readonly contentSealed: Buffer | null
  readonly sharedAt: Date | null
  readonly invitedUntil: Date | null
}

const contentOf = (key: SaverKey, seat: Seat, sealed: Buffer): unknown =>
  JSON.parse(key.open(sealed, seatPlace(seat, 'content_sealed')).toString('utf8'))

/** @returns null when it is over: someone has left, its last day is past, or nobody took the invitation in time. */
export async function readSharing(t: SaverTransaction, sharingId: string): Promise<OpenedSharing | null> {
  const key = await sharedKey(t, sharingId)
  if (key === null) return null
  const rows = await query<SeatRow>(
    t.sql,
    `select seat, name_sealed as "nameSealed", content_sealed as "contentSealed", shared_at as "sharedAt",
       invited_until as "invitedUntil" from portal.read_sharing(?)`,
    [sharingId],
  )
  if (rows.length === 0) return null
  const seats = rows.map(({ seat, nameSealed, contentSealed, sharedAt }) => {
    const opened: OpenedSeat = {
      name: key.open(nameSealed, seatPlace(seat, 'name_sealed')).toString('utf8'),
      content: contentSealed && contentOf(key, seat, contentSealed),
      sharedAt,
    }
    return [seat, opened] as const
  })
  return { invitedUntil: rows[0]?.invitedUntil ?? null, seats: Object.fromEntries(seats) }
}

/** Says yes to the other by name, and remembers the name on this side. */
export async function confirmMember(t: SaverTransaction, sharingId: string, peer: string): Promise<void> {
  await query(
    t.sql,
    `update sharing_member set confirmed_at = coalesce(confirmed_at, now()), peer_sealed = ?
     where saver_id = ? and sharing_id = ? and ended_at is null`,
    [(await t.key()).seal(peer, memberPlace(sharingId, 'peer_sealed')), t.saverId, sharingId],
  )
}

/** Replaces what this side shows. @returns false where nothing may be shown: not confirmed, ended, or a helper's seat */
export async function publishShare(
  t: SaverTransaction,
  { sharingId, seat }: Membership,
  content: unknown,
): Promise<boolean> {
  const key = await sharedKey(t, sharingId)
  if (key === null) return false
  const row = await queryOne<{ readonly published: boolean }>(t.sql, 'select portal.publish_share(?, ?) as published', [
    sharingId,
    key.seal(JSON.stringify(content), seatPlace(seat, 'content_sealed')),
  ])
  return row?.published === true
}

/** What the giver shows a helper; that it was opened is recorded for the giver in the same statement. */
export async function readAsHelper(
  t: SaverTransaction,
  sharingId: string,
): Promise<{ readonly content: unknown; readonly sharedAt: Date } | null> {
  const key = await sharedKey(t, sharingId)
  if (key === null) return null
  const row = await queryOne<{ readonly contentSealed: Buffer; readonly sharedAt: Date }>(
    t.sql,
    'select content_sealed as "contentSealed", shared_at as "sharedAt" from portal.read_as_helper(?)',
    [sharingId],
  )
  return row && { content: contentOf(key, 'inviter', row.contentSealed), sharedAt: row.sharedAt }
}

/** When the helper has opened what this saver shows, the latest first; kept when it has ended, until it is forgotten. */
export async function listReadings(t: SaverTransaction, sharingId: string): Promise<readonly Date[]> {
  const rows = await query<{ readonly readAt: Date }>(
    t.sql,
    'select read_at as "readAt" from portal.sharing_readings(?)',
    [sharingId],
  )
  return rows.map(({ readAt }) => readAt)
}

/** That this member of a household has seen what the other shows; the other reads it in their access log. */
export async function recordLook(t: SaverTransaction, sharingId: string): Promise<void> {
  await query(t.sql, 'select portal.record_look(?)', [sharingId])
}

/** A look of another at what this saver shows. */
export interface Look {
  /** Later ones have higher numbers. */
  readonly readingId: number
  readonly readAt: Date
  readonly kind: SharingKind
  /** The name of the one who looked. */
  readonly peer: string | null
}

/** The latest first; of sharings that are over too, until this saver has forgotten them: then see `keepLooks`. */
export async function listLooks(
  t: SaverTransaction,
  { before, most }: { readonly before: number; readonly most: number },
): Promise<readonly Look[]> {
  const rows = await query<{ sharingId: string; readingId: string; readAt: Date }>(
    t.sql,
    `select sharing_id as "sharingId", reading_id as "readingId", read_at as "readAt"
     from portal.own_sharing_readings() where reading_id < ? order by reading_id desc limit ?`,
    [before, most],
  )
  if (rows.length === 0) return []
  const members = [...(await listMemberships(t, 'household')), ...(await listMemberships(t, 'helper'))]
  return rows.flatMap(({ sharingId, readingId, readAt }) => {
    const member = members.find((one) => one.sharingId === sharingId)
    return member ? [{ readingId: Number(readingId), readAt, kind: member.kind, peer: member.peer }] : []
  })
}

/** Ends it for both at once; the row stays as the record that it was. */
export async function endMembership(t: SaverTransaction, sharingId: string): Promise<void> {
  await query(
    t.sql,
    `update sharing_member set ended_at = now(), key_sealed = null
     where saver_id = ? and sharing_id = ? and ended_at is null`,
    [t.saverId, sharingId],
  )
}

/**
 * Moves what is recorded of others' looks into the saver's access log, where it stays: without the other's name, under
 * a reference made by chance that is the same for all looks of one other.
 * @param sharingId only of this one
 */
export async function keepLooks(t: SaverTransaction, sharingId?: string): Promise<void> {
  const looks = await query<{ sharingId: string; kind: SharingKind; readAt: Date }>(
    t.sql,
    'select sharing_id as "sharingId", kind, read_at as "readAt" from portal.own_looks(?)',
    [sharingId ?? null],
  )
  const references = new Map<string, string>()
  for (const { sharingId: from, kind, readAt } of looks) {
    const actorReference = references.get(from) ?? randomBytes(4).toString('hex')
    references.set(from, actorReference)
    await recordAccess(t, { role: 'helper', actorReference, ...lookAs[kind], seenAt: readAt })
  }
}

/** What a look is called in the log. */
export const lookAs = {
  helper: { act: 'overview-read', reason: 'helping' },
  household: { act: 'forecast-read', reason: 'same-household' },
} as const satisfies Readonly<Record<SharingKind, Pick<Access, 'act' | 'reason'>>>

/** Ends it for both at once. On this side nothing of it is left but the other's looks, in the access log. */
export async function forgetMembership(t: SaverTransaction, sharingId: string): Promise<void> {
  await keepLooks(t, sharingId)
  await query(t.sql, 'delete from sharing_member where saver_id = ? and sharing_id = ?', [t.saverId, sharingId])
}

/** What nobody may read any more is deleted without waiting for someone to look. @returns how many were */
export async function dropEndedSharings(db: Database, most: number): Promise<number> {
  const row = await queryOne<{ readonly gone: number }>(db.sql, 'select portal.drop_ended_sharings(null, ?) as gone', [
    most,
  ])
  return row?.gone ?? 0
}
