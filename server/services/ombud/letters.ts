/** The overview as a letter that staff have sent: by post, or to the saver's digital mailbox. */
import { createHash, randomUUID } from 'node:crypto'
import type { Database } from '#server/db/database.ts'
import { asSaver } from '#server/db/database.ts'
import { readSaver } from '#server/db/savers.ts'
import { usePass } from '#server/db/used-passes.ts'
import type { DigitalMailbox } from '#server/letters/mailbox.ts'
import type { Post, PostalAddress } from '#server/letters/post.ts'
import type { PersonalNumber } from '#providers/personal-number.ts'
import type { OverviewView } from '../api.ts'
import type { LetterResult, LetterWay } from '../api/ombud.ts'
import { letterPdf, letterWords } from './letter-pdf.ts'

/** Null: not offered where this portal runs. */
export interface LetterWays {
  readonly post: Post | null
  readonly mailbox: DigitalMailbox | null
}

export interface SendingLetter {
  /** As the member of staff acts: to read what is in the letter, and to send it. */
  readonly reading: Database
  readonly sending: Database
  readonly overview: () => Promise<OverviewView | null>
  readonly ways: LetterWays
  readonly now: Date
}

/** No consent lasts longer, and without one no form is heeded. */
const formRememberedMs = 60 * 60 * 1000

/** By this very form. */
class SentBefore extends Error {
  override readonly name = 'SentBefore'
}

/** @param asked.form a random number: what is sent by it a second time is sent already */
export async function sendLetter(
  { reading, sending, overview, ways, now }: SendingLetter,
  saverId: string,
  { way, form }: { readonly way: LetterWay; readonly form: string },
): Promise<LetterResult> {
  if (way === 'post' ? ways.post === null : ways.mailbox === null) return 'not-offered'
  const saver = await asSaver(reading, saverId, readSaver)
  // A letter to nobody by name would be opened by anybody.
  if (saver.protectedIdentity || saver.name === '') return 'no-letter'
  const address = await addressFor(ways.post, saver.number)
  if (address === 'register-down') return address
  if (address === 'protected' || (way === 'post' && address === null)) return 'no-letter'
  const view = await overview()
  if (view === null) return 'no-overview'
  const pdf = await letterPdf(view, saver.language, now)
  const id = randomUUID()
  const pass = createHash('sha256').update(`letter ${saverId} ${way} ${form}`).digest()
  const sent = asSaver(sending, saverId, async (t) => {
    // Thrown, so that the log tells of no letter that was not sent.
    if (!(await usePass(t, pass, new Date(now.getTime() + formRememberedMs)))) throw new SentBefore()
    if (way === 'post' && address !== null) {
      await ways.post?.queueLetter({ id, kind: 'overview', to: { name: saver.name, ...address }, pdf })
    } else if (way === 'digital-mailbox') {
      await ways.mailbox?.deliver({ id, to: saver.number, subject: letterWords[saver.language].title, pdf })
    }
  })
  await sent.catch((error: unknown) => {
    if (!(error instanceof SentBefore)) throw error
  })
  return 'sent'
}

/** As the register has it now; it is stored nowhere. Without a register only the mailbox is left. */
async function addressFor(
  post: Post | null,
  number: PersonalNumber,
): Promise<PostalAddress | 'protected' | 'register-down' | null> {
  try {
    return (await post?.addressOf(number)) ?? null
  } catch {
    return 'register-down'
  }
}
