/** The saver's own choices: approval of the terms, e-mail, language. */
import { recordAccess } from '#server/db/access-log.ts'
import { addApproval, areTermsWithdrawn, latestApproval, latestOwnApproval } from '#server/db/approvals.ts'
import type { Database } from '#server/db/database.ts'
import { asSaver } from '#server/db/database.ts'
import type { Saver } from '#server/db/savers.ts'
import { holdSaver, readSaverOrNone, updateSaver } from '#server/db/savers.ts'
import type { Approval, ApprovalResult, Language } from '#server/services/api.ts'
import { dayOf } from '#providers/swedish-clock.ts'
import type { ApprovalChannel } from '#server/services/api/mine.ts'
import { changeEmail, isEmail } from './email.ts'
import { termsVersion } from './terms.ts'

export interface KnownSaver extends Pick<Saver, 'name' | 'email' | 'language' | 'protectedIdentity'> {
  /** Whether the saver has approved the version now in force themselves. */
  readonly approved: boolean
  /** The day on which it was read out by telephone, where they have not confirmed it yet. */
  readonly readOutOn: string | null
  /** What was approved once was taken back. */
  readonly withdrawn: boolean
}

/** @returns null when the account was closed meanwhile. */
export async function readKnownSaver(db: Database, saverId: string): Promise<KnownSaver | null> {
  return await asSaver(db, saverId, async (t) => {
    const saver = await readSaverOrNone(t)
    if (saver === null) return null
    const { name, email, language, protectedIdentity } = saver
    const approved = await hasApproved(t)
    const readOut = approved ? null : await latestApproval(t)
    const readOutOn = readOut?.version === termsVersion ? dayOf(readOut.approvedAt) : null
    const withdrawn = !approved && (await areTermsWithdrawn(t))
    return { name, email, language, protectedIdentity, approved, readOutOn, withdrawn }
  })
}

/**
 * Approving the same version twice (a form sent again) is approving once. An e-mail address counts when it has been
 * confirmed by the link that is sent to it. In a partner's page neither address nor language is asked for: they stay.
 */
export async function approve(
  db: Database,
  saverId: string,
  approval: Approval,
  channel: ApprovalChannel = 'portal',
): Promise<ApprovalResult> {
  if (approval.version !== termsVersion) return { kind: 'other-version-in-force' }
  if (!isEmail(approval.email)) return { kind: 'bad-email' }
  await asSaver(db, saverId, async (t) => {
    await holdSaver(t)
    if (!(await hasApproved(t))) {
      await addApproval(t, { version: termsVersion, channel })
      await recordAccess(t, { role: 'saver', act: 'terms-approved' })
    }
    if (channel !== 'portal') return
    // One that was asked for too often can be asked for again tomorrow; the approval stands.
    await changeEmail(t, approval.email)
    await updateSaver(t, { language: approval.language })
  })
  return { kind: 'approved' }
}

export async function storeLanguage(db: Database, saverId: string, language: Language): Promise<void> {
  await asSaver(db, saverId, (t) => updateSaver(t, { language }))
}

async function hasApproved(t: Parameters<typeof latestApproval>[0]): Promise<boolean> {
  return (await latestOwnApproval(t))?.version === termsVersion
}
