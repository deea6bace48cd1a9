/** The saver's own choices: approval of the terms, e-mail, language. */
import { z } from 'zod'
import { addApproval, latestApproval } from '#server/db/approvals.ts'
import type { Database } from '#server/db/database.ts'
import { asSaver } from '#server/db/database.ts'
import type { Saver } from '#server/db/savers.ts'
import { readSaver, updateSaver } from '#server/db/savers.ts'
import type { Approval, ApprovalResult, Language } from '#server/services/api.ts'
import { termsVersion } from './terms.ts'

/** Longest address that mail can carry (RFC 5321). */
const emailSchema = z.email().max(254)

export interface KnownSaver extends Pick<Saver, 'name' | 'email' | 'language' | 'protectedIdentity'> {
  /** Whether the version now in force is approved. */
  readonly approved: boolean
}

export async function readKnownSaver(db: Database, saverId: string): Promise<KnownSaver> {
  return await asSaver(db, saverId, async (t) => {
    const { name, email, language, protectedIdentity } = await readSaver(t)
    return { name, email, language, protectedIdentity, approved: await hasApproved(t) }
  })
}

/** Approving the same version twice (a form sent again) is approving once. */
export async function approve(db: Database, saverId: string, approval: Approval): Promise<ApprovalResult> {
  if (approval.version !== termsVersion) return { kind: 'other-version-in-force' }
  const email = approval.email.trim()
  if (email !== '' && !emailSchema.safeParse(email).success) return { kind: 'bad-email' }
  await asSaver(db, saverId, async (t) => {
    if (!(await hasApproved(t))) await addApproval(t, { version: termsVersion, channel: 'portal' })
    await updateSaver(t, { email: email === '' ? null : email, language: approval.language })
  })
  return { kind: 'approved' }
}

export async function storeLanguage(db: Database, saverId: string, language: Language): Promise<void> {
  await asSaver(db, saverId, (t) => updateSaver(t, { language }))
}

async function hasApproved(t: Parameters<typeof latestApproval>[0]): Promise<boolean> {
  return (await latestApproval(t))?.version === termsVersion
}
