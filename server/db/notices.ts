/** Notices by e-mail, one for each event at most, made where the events are (portal.add_notice). Table notice. What they say is services/notices'. */
import type { SaverTransaction } from './database.ts'
import { query, queryOne } from './database.ts'

/**
 * `collected`: a collection has settled. `new-figures`: an answer came after that, and had figures. `pin-login`: somebody
 * has logged in with the saver's PIN.
 */
export type NoticeKind = 'collected' | 'new-figures' | 'pin-login'
/** `sending` is committed before a mail is handed over, so that one cut off in between is not sent twice. */
export type NoticeState = 'waiting' | 'sending' | 'sent' | 'dropped' | 'failed'
export type NoticeReason =
  | 'no-address'
  | 'turned-off'
  | 'terms-withdrawn'
  | 'has-seen-it'
  | 'just-told'
  | 'refused'
  | 'unreachable'
  | 'interrupted'

export interface Notice {
  readonly noticeId: string
  readonly kind: NoticeKind
  readonly state: NoticeState
  readonly createdAt: Date
}

/** To a saver who wants notices: in the transaction of the login. */
export async function tellOfPinLogin(t: SaverTransaction): Promise<void> {
  await query(t.sql, `select portal.add_notice(?, 'pin-login', gen_random_uuid())`, [t.saverId])
}

/** Holds the row until the end of the transaction. */
export async function readNotice(t: SaverTransaction, noticeId: string): Promise<Notice | null> {
  return await queryOne<Notice>(
    t.sql,
    `select notice_id as "noticeId", kind, state, created_at as "createdAt" from notice
     where saver_id = ? and notice_id = ? for update`,
    [t.saverId, noticeId],
  )
}

export async function markNotice(t: SaverTransaction, noticeId: string, state: 'waiting' | 'sending'): Promise<void> {
  await query(t.sql, 'update notice set state = ? where saver_id = ? and notice_id = ?', [state, t.saverId, noticeId])
}

export async function endNotice(
  t: SaverTransaction,
  noticeId: string,
  state: 'sent' | 'dropped' | 'failed',
  reason: NoticeReason | null,
): Promise<void> {
  await query(t.sql, 'update notice set state = ?, reason = ?, ended_at = now() where saver_id = ? and notice_id = ?', [
    state,
    reason,
    t.saverId,
    noticeId,
  ])
}

/** Whether another of the kind is on its way or was sent within half an hour: late answers often come in a row. */
export async function wasJustTold(t: SaverTransaction, { noticeId, kind }: Notice): Promise<boolean> {
  const other = await queryOne(
    t.sql,
    `select from notice where saver_id = ? and notice_id <> ? and kind = ?
       and (state = 'sending' or (state = 'sent' and ended_at > now() - interval '30 minutes')) limit 1`,
    [t.saverId, noticeId, kind],
  )
  return other !== null
}

/** Whether the saver has used the portal since. */
export async function wasSeenSince(t: SaverTransaction, since: Date): Promise<boolean> {
  const row = await queryOne<{ seen: boolean }>(t.sql, 'select portal.saver_seen_since(?) as seen', [since])
  return row?.seen === true
}
