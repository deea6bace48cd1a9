/** A call that a member of staff serves: opened by the caller's number, and acted in by the caller's consent. */
import type { StaffSession } from '#server/auth/staff-sessions.ts'
import { recordAccess } from '#server/db/access-log.ts'
import type { Database } from '#server/db/database.ts'
import { actingFor, asSaver, SaverGone, tellingGone } from '#server/db/database.ts'
import { withinLimit } from '#server/db/limits.ts'
import type { OmbudCase } from '#server/db/ombud-cases.ts'
import { endCase, holdConsent, nameCaller, newestCase, openCase } from '#server/db/ombud-cases.ts'
import { readSaver, registerSaver } from '#server/db/savers.ts'
import type { Logger } from '#server/observability/logger.ts'
import { PersonalNumber } from '#providers/personal-number.ts'
import type { AccessAct } from '../api/mine.ts'
import type { CallView, OmbudServices, OpenCaseResult } from '../api/ombud.ts'

/** More callers than one member of staff can serve within an hour: then somebody tries numbers. */
const mostCalls = { scope: 'ombud-case', windowSeconds: 3600, most: 20 } as const

/** The consent has ended, or never was. */
export class NoConsent extends Error {
  override readonly name = 'NoConsent'
}

export interface Call extends OmbudCase {
  readonly staff: StaffSession
}

export const currentCall = async (db: Database, staff: StaffSession): Promise<Call | null> => {
  const newest = await newestCase(db, staff.tokenHash)
  return newest && { ...newest, staff }
}

/**
 * The database, for what this member of staff does for the caller: each transaction holds the consent, and writes the
 * act in the caller's log before anything is read. Where the log cannot be written, nothing is read.
 */
export const actingInCall = (db: Database, { caseId, staff }: Call, act: AccessAct): Database =>
  actingFor(db, async (t) => {
    if (!(await holdConsent(t, caseId, staff.tokenHash))) throw new NoConsent()
    await recordAccess(t, entry(act, staff.reference, caseId))
  })

export const entry = (act: AccessAct, staffReference: string, caseId: string) =>
  ({
    role: 'ombud',
    actorReference: staffReference,
    act,
    reason: 'consent-by-telephone',
    consentId: caseId,
  }) as const

export function callView(call: OmbudCase | null, now: Date): CallView {
  if (call === null) return { state: 'none' }
  const { state, code, codeUntil, consentUntil, saverId } = call
  if (state === 'waiting') return { state, code: code ?? '', until: codeUntil.toISOString() }
  if (state === 'open' && consentUntil !== null) {
    const minutesLeft = Math.max(1, Math.ceil((consentUntil.getTime() - now.getTime()) / 60_000))
    return { state, until: consentUntil.toISOString(), minutesLeft, registered: saverId !== null }
  }
  return { state: state === 'revoked' || state === 'refused' || state === 'expired' ? state : 'ended' }
}

/** The answer is the same whether or not the number is anybody's. */
export async function openCall(
  { db, logger }: { readonly db: Database; readonly logger: Logger },
  staff: StaffSession,
  typed: string,
): Promise<OpenCaseResult> {
  const number = PersonalNumber.parse(typed.replaceAll(/[\s-]/g, ''))
  if (number === null) return 'bad-number'
  if (!(await withinLimit(db, mostCalls, staff.reference))) {
    logger.warn({ event: 'ombud-tries-numbers', staff: staff.reference })
    return 'too-many'
  }
  const opening = await openCase(db, staff.tokenHash, number)
  if (opening === 'no-session') throw new NoConsent()
  return opening
}

/** Ends what this session has open, and the caller's consent with it. */
export async function endCall(db: Database, staff: StaffSession, how: 'ended' | 'logged-out'): Promise<void> {
  const call = await newestCase(db, staff.tokenHash)
  if (call?.state !== 'open' || call.saverId === null) {
    await endCase(db.sql, staff.tokenHash, how)
    return
  }
  try {
    await asSaver(tellingGone(db), call.saverId, async (t) => {
      await endCase(t.sql, staff.tokenHash, how)
      await recordAccess(t, entry('call-ended', staff.reference, call.caseId))
    })
  } catch (error) {
    // The case went with the caller's account.
    if (!(error instanceof SaverGone)) throw error
  }
}

/** As in the register of names: no more than 200 characters, none of them a control character. */
const nameShape = /^[^\p{Cc}]{1,200}$/u

/** All at once or not at all: the user, whose call it is, and the entry in their log. */
export async function registerCaller(
  db: Database,
  { caseId, number, saverId, staff }: Call,
  typedName: string,
): ReturnType<OmbudServices['register']> {
  if (saverId !== null) return 'registered-already'
  if (number === null) throw new NoConsent()
  const name = typedName.trim()
  if (!nameShape.test(name)) return 'bad-name'
  await registerSaver(db, { number, name }, async (t) => {
    // One who has become a user meanwhile may have said no.
    if (!(await readSaver(t)).ombudHelp) throw new NoConsent()
    if (!(await nameCaller(t, caseId, staff.tokenHash))) {
      // The form was sent twice at once, and the other has done it.
      if (await holdConsent(t, caseId, staff.tokenHash)) return
      throw new NoConsent()
    }
    await recordAccess(t, entry('registered', staff.reference, caseId))
  })
  return 'registered'
}
