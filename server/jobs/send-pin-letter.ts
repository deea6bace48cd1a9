/**
 * Prints a PIN: it is made now, goes into the letter, and only its hash is kept. The address is asked of the population
 * register now, and kept nowhere but with the printer.
 *
 * The letter lies in the queue before its hash is committed. A worker that dies in between makes another PIN, and the
 * letter with it takes the first one's place.
 */
import { z } from 'zod'
import type { PinHasher } from '#server/auth/pin-hash.ts'
import { newPin } from '#server/auth/pin-hash.ts'
import { recordAccess } from '#server/db/access-log.ts'
import type { Database } from '#server/db/database.ts'
import { asSaver } from '#server/db/database.ts'
import { holdPin, markNotSent, markSent, readPin } from '#server/db/pins.ts'
import { readSaver, readSaverOrNone } from '#server/db/savers.ts'
import { pinLetterPdf, pinLetterText } from '#server/letters/pin-letter.ts'
import type { Post } from '#server/letters/post.ts'
import type { Logger } from '#server/observability/logger.ts'
import { dayOf } from '#providers/swedish-clock.ts'

export interface SendPinLetterDeps {
  readonly db: Database
  readonly logger: Logger
  readonly now: () => Date
  /** Where visitors log in. */
  readonly origin: string
  /** Null: no letters are sent, and an order waits until they are. */
  readonly pinLetters: { readonly post: Post; readonly hasher: PinHasher } | null
}

const shape = z.strictObject({ saverId: z.uuid(), orderId: z.uuid() })

/** @throws when the register of addresses does not answer, or no letters are sent here: the queue tries again */
export async function sendPinLetter(rawPayload: unknown, deps: SendPinLetterDeps): Promise<void> {
  const { saverId, orderId } = shape.parse(rawPayload)
  const { db, logger, pinLetters } = deps
  if (pinLetters === null) throw new Error('No letters are sent here')
  const { post, hasher } = pinLetters

  const saver = await asSaver(db, saverId, async (t) => {
    const pin = await readPin(t)
    return pin?.orderId === orderId && pin.state === 'ordered' ? await readSaverOrNone(t) : null
  })
  if (saver === null) return
  const address = saver.protectedIdentity ? 'protected' : await post.addressOf(saver.number)

  const outcome = await asSaver(db, saverId, async (t) => {
    const pin = await holdPin(t)
    if (pin?.orderId !== orderId || pin.state !== 'ordered') return 'no-longer-wanted'
    // Asked again: it may have been said since, and it holds from when it was.
    const isProtected = address === 'protected' || (await readSaver(t)).protectedIdentity
    if (isProtected || address === null) {
      const reason = isProtected ? 'protected' : 'no-address'
      await markNotSent(t, reason)
      return reason
    }
    const digits = newPin()
    const to = { name: saver.name, ...address }
    const letter = { to, pin: digits, language: saver.language, day: dayOf(deps.now()), origin: deps.origin }
    const pdf = await pinLetterPdf(letter)
    await post.queueLetter({ id: orderId, kind: 'pin', to, pdf, text: pinLetterText(letter) })
    await markSent(t, await hasher.hash(saverId, digits))
    await recordAccess(t, { role: 'portal', act: 'pin-letter-sent' })
    return 'sent'
  })
  logger.info({ event: 'pin-letter', orderId, outcome })
}
