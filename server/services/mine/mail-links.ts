/** What links in mails do, for whoever opens them. */
import { hashToken, sameHash } from '#server/auth/tokens.ts'
import { recordAccess } from '#server/db/access-log.ts'
import type { Database, SaverTransaction } from '#server/db/database.ts'
import { asSaver, SaverGone } from '#server/db/database.ts'
import { endEmailChanges, isJustUsed, readEmailChange } from '#server/db/email-changes.ts'
import { holdSaver, readSaverOrNone, updateSaver } from '#server/db/savers.ts'
import { openCode } from '#server/mail/links.ts'
import type { MailLinks } from '../api/mine.ts'

export function createMailLinks(db: Database): MailLinks {
  return {
    async confirmEmail(code) {
      const saverId = openCode(db.vault, 'confirm-email', code)
      if (saverId === null) return 'not-valid'
      return await unlessGone('not-valid', db, saverId, async (t) => {
        await holdSaver(t)
        const change = await readEmailChange(t)
        if (!change?.codeHash || !sameHash(code, change.codeHash.toString('base64url'))) {
          // A double click, or a page loaded again: it is told as it is, and nothing is done.
          const email = (await readSaverOrNone(t))?.email ?? null
          return email !== null && (await isJustUsed(t, hashToken(code), email)) ? 'confirmed' : 'not-valid'
        }
        await updateSaver(t, { email: change.email })
        await endEmailChanges(t)
        await recordAccess(t, { role: 'saver', act: 'email-changed', reason: 'by-link-in-mail' })
        return 'confirmed'
      })
    },

    async unsubscribe(code) {
      const saverId = openCode(db.vault, 'unsubscribe', code)
      if (saverId === null) return 'not-valid'
      // Of an account that is closed there is nothing more to send, which is what was wanted.
      return await unlessGone('unsubscribed', db, saverId, async (t) => {
        if ((await readSaverOrNone(t))?.notices) {
          await updateSaver(t, { notices: false })
          await recordAccess(t, { role: 'saver', act: 'notices-turned-off', reason: 'by-link-in-mail' })
        }
        return 'unsubscribed'
      })
    },
  }
}

async function unlessGone<Told extends string>(
  told: Told,
  db: Database,
  saverId: string,
  act: (t: SaverTransaction) => Promise<Told>,
): Promise<Told> {
  try {
    return await asSaver(db, saverId, act)
  } catch (error) {
    if (error instanceof SaverGone) return told
    throw error
  }
}
