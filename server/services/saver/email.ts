/** The saver's address for notices: a new one counts when the link that is sent to it was used. */
import { z } from 'zod'
import { recordAccess } from '#server/db/access-log.ts'
import type { SaverTransaction } from '#server/db/database.ts'
import { addEmailChange, endEmailChanges, readEmailChange } from '#server/db/email-changes.ts'
import { holdSaver, readSaver, updateSaver } from '#server/db/savers.ts'

/** Longest address that mail can carry (RFC 5321). */
const emailSchema = z.email().max(254)

/** @param text as it was typed; empty for none. */
export const isEmail = (text: string): boolean => text.trim() === '' || emailSchema.safeParse(text.trim()).success

/**
 * Takes the address away, or has a link sent to the new one; the address in force stays until it is used.
 * @returns false when too many were asked for within a day
 */
export async function changeEmail(t: SaverTransaction, text: string): Promise<boolean> {
  const email = text.trim()
  await holdSaver(t)
  const known = (await readSaver(t)).email
  if (email !== '' && email !== known) {
    if ((await readEmailChange(t))?.email === email) return true
    if (!(await addEmailChange(t, email))) return false
    await recordAccess(t, { role: 'saver', act: 'email-change-asked' })
    return true
  }
  await endEmailChanges(t)
  if (email === '' && known !== null) {
    await updateSaver(t, { email: null })
    await recordAccess(t, { role: 'saver', act: 'email-removed' })
  }
  return true
}
