/**
 * Mails that a saver gets: notices, once for each event, and the link that confirms an address.
 *
 * That a notice is being sent is committed before it is handed to the mail server. A worker that dies in between leaves
 * it in that state, and it is not sent again: better none than two. Nothing that is logged names an address.
 */
import { z } from 'zod'
import { areTermsWithdrawn } from '#server/db/approvals.ts'
import { hashToken } from '#server/auth/tokens.ts'
import type { Database, SaverTransaction } from '#server/db/database.ts'
import { asSaver } from '#server/db/database.ts'
import { readEmailChange, storeCodeHash } from '#server/db/email-changes.ts'
import type { Notice, NoticeReason } from '#server/db/notices.ts'
import { endNotice, markNotice, readNotice, wasJustTold, wasSeenSince } from '#server/db/notices.ts'
import { readSaver } from '#server/db/savers.ts'
import { confirmPath, makeCode, unsubscribePath } from '#server/mail/links.ts'
import type { Mail, Mailer } from '#server/mail/mailer.ts'
import { MailNotSent } from '#server/mail/mailer.ts'
import { mailOf } from '#server/mail/mails.ts'
import type { Logger } from '#server/observability/logger.ts'

export interface SendMailDeps {
  readonly db: Database
  readonly logger: Logger
  readonly now: () => Date
  /** Null: no mail server is set. */
  readonly mailer: Mailer | null
  /** Where links lead. */
  readonly origin: string
  /** Milliseconds that a saver has for seeing the news by themselves. */
  readonly noticeDelayMs: number
}

export interface MailContext<Payload> {
  /** Puts the job back for later. */
  readonly again: (payload: Payload, afterMs: number) => Promise<void>
}

const noticeShape = z.strictObject({ saverId: z.uuid(), noticeId: z.uuid(), failures: z.int().default(0) })
export type NoticePayload = z.output<typeof noticeShape>
const changeShape = z.strictObject({ saverId: z.uuid(), changeId: z.uuid(), failures: z.int().default(0) })
export type EmailChangePayload = z.output<typeof changeShape>

/** About a day in all: 1, 4, 16, 64 … minutes. */
const mostFailures = 7
const pauseMs = (failures: number): number => Math.min(60_000 * 4 ** (failures - 1), 6 * 3_600_000)

export async function sendNotice(
  rawPayload: unknown,
  { again }: MailContext<NoticePayload>,
  deps: SendMailDeps,
): Promise<void> {
  const payload = noticeShape.parse(rawPayload)
  const { saverId, noticeId } = payload
  const { db, logger, mailer } = deps
  const step = await asSaver(db, saverId, (t) => prepare(t, noticeId, deps))
  if (step === null) return
  if (step.kind === 'later') {
    await again(payload, step.afterMs)
    return
  }
  const outcome = mailer === null ? new MailNotSent('unreachable', null) : await handOver(mailer, step.mail)
  const failures = payload.failures + 1
  if (outcome === null) {
    await asSaver(db, saverId, (t) => endNotice(t, noticeId, 'sent', null))
    logger.info({ event: 'notice', noticeId, outcome: 'sent' })
  } else if (outcome.code === 'unreachable' && mailer !== null && failures < mostFailures) {
    await asSaver(db, saverId, (t) => markNotice(t, noticeId, 'waiting'))
    logger.warn({ event: 'notice', noticeId, outcome: 'again', responseCode: outcome.responseCode, failures })
    await again({ ...payload, failures }, pauseMs(failures))
  } else {
    await asSaver(db, saverId, (t) => endNotice(t, noticeId, 'failed', outcome.code))
    logger.warn({ event: 'notice', noticeId, outcome: 'failed', why: outcome.code, responseCode: outcome.responseCode })
  }
}

type Step = { readonly kind: 'later'; readonly afterMs: number } | { readonly kind: 'send'; readonly mail: Mail }

/** @returns null when there is nothing to send: done, dropped, or its saver gone. */
async function prepare(t: SaverTransaction, noticeId: string, deps: SendMailDeps): Promise<Step | null> {
  const notice = await readNotice(t, noticeId)
  if (notice === null) return null
  if (notice.state === 'sending') {
    await endNotice(t, noticeId, 'failed', 'interrupted')
    deps.logger.warn({ event: 'notice', noticeId, outcome: 'failed', why: 'interrupted' })
    return null
  }
  if (notice.state !== 'waiting') return null
  const afterMs = notice.createdAt.getTime() + deps.noticeDelayMs - deps.now().getTime()
  if (afterMs > 0) return { kind: 'later', afterMs }
  const { email, language, notices } = await readSaver(t)
  const why = await whyNot(t, notice, email, notices)
  if (why !== null || email === null) {
    await endNotice(t, noticeId, 'dropped', why ?? 'no-address')
    deps.logger.info({ event: 'notice', noticeId, outcome: 'dropped', why })
    return null
  }
  await markNotice(t, noticeId, 'sending')
  const unsubscribe = `${deps.origin}${unsubscribePath}?kod=${makeCode(t.vault, 'unsubscribe', t.saverId)}`
  const link = `${deps.origin}/oversikt`
  return { kind: 'send', mail: mailOf(notice.kind, language, email, { id: noticeId, link, unsubscribe }) }
}

async function whyNot(
  t: SaverTransaction,
  notice: Notice,
  email: string | null,
  wanted: boolean,
): Promise<NoticeReason | null> {
  if (email === null) return 'no-address'
  if (!wanted) return 'turned-off'
  if (await areTermsWithdrawn(t)) return 'terms-withdrawn'
  // Who is there may be the one whom the saver should hear of, and who came before may have been the saver.
  if (notice.kind === 'pin-login') return null
  if (await wasSeenSince(t, notice.createdAt)) return 'has-seen-it'
  return (await wasJustTold(t, notice)) ? 'just-told' : null
}

async function handOver(mailer: Mailer, mail: Mail): Promise<MailNotSent | null> {
  try {
    await mailer.send(mail)
    return null
  } catch (error) {
    if (error instanceof MailNotSent) return error
    throw error
  }
}

/** Every link that is sent is a new one, and only the last counts. */
export async function confirmEmail(
  rawPayload: unknown,
  { again }: MailContext<EmailChangePayload>,
  { db, logger, mailer, origin }: SendMailDeps,
): Promise<void> {
  const payload = changeShape.parse(rawPayload)
  const { saverId, changeId } = payload
  const mail = await asSaver(db, saverId, async (t) => {
    const change = await readEmailChange(t)
    if (change?.changeId !== changeId) return null
    const code = makeCode(t.vault, 'confirm-email', saverId)
    await storeCodeHash(t, changeId, hashToken(code))
    const { language } = await readSaver(t)
    const link = `${origin}${confirmPath}?kod=${code}`
    return mailOf('confirm-email', language, change.email, {
      id: `${changeId}.${payload.failures}`,
      link,
      unsubscribe: null,
    })
  })
  if (mail === null) return
  const outcome = mailer === null ? new MailNotSent('unreachable', null) : await handOver(mailer, mail)
  const failures = payload.failures + 1
  const told = { event: 'email-confirmation', changeId, failures }
  if (outcome === null) {
    logger.info({ ...told, outcome: 'sent' })
  } else if (outcome.code === 'unreachable' && mailer !== null && failures < mostFailures) {
    logger.warn({ ...told, outcome: 'again', responseCode: outcome.responseCode })
    await again({ ...payload, failures }, pauseMs(failures))
  } else {
    logger.warn({ ...told, outcome: 'failed', why: outcome.code, responseCode: outcome.responseCode })
  }
}
