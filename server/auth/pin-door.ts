/**
 * The second door: personal number and PIN.
 *
 * A number that nobody has, one without a PIN, one that is locked and a wrong PIN get the same answer by the same way:
 * the same questions to the database and one call of Argon2id. What depends on the visitor alone (how often their
 * address, or anybody, has tried) is looked at before the number is.
 */
import type { Challenge } from 'altcha-lib'
import { recordAccess } from '#server/db/access-log.ts'
import type { Database, SaverTransaction } from '#server/db/database.ts'
import { asSaver, SaverGone, tellingGone } from '#server/db/database.ts'
import { countUse, withinLimit } from '#server/db/limits.ts'
import { tellOfPinLogin } from '#server/db/notices.ts'
import type { Pin } from '#server/db/pins.ts'
import { beginPinAttempt, endPinAttempt, holdPin, mostFailures, readPinOf, storeHash } from '#server/db/pins.ts'
import { findSaver } from '#server/db/savers.ts'
import { addressGroup } from '#server/http/address.ts'
import type { Logger } from '#server/observability/logger.ts'
import type { PersonalNumber } from '#providers/personal-number.ts'
import type { PinHasher } from './pin-hash.ts'
import type { QueuePlace } from './pin-proof.ts'
import { ProofDesk } from './pin-proof.ts'

interface Steps {
  readonly scope: string
  readonly windowSeconds: number
  readonly calm: number
  readonly most: number
}
export type PinLimits = Readonly<Record<'address' | 'service', Steps>>

/** Tries in a window: beyond `calm` each takes a proof, beyond `most` none is looked at. */
export const pinLimits = {
  address: { scope: 'pin-login-address', windowSeconds: 600, calm: 5, most: 50 },
  service: { scope: 'pin-login-service', windowSeconds: 60, calm: 60, most: 300 },
} as const satisfies PinLimits

/** Places in the queue cost their holder nothing but time, so they are few. */
const queueLimits = {
  address: { scope: 'pin-queue-address', windowSeconds: 600, most: 5 },
  service: { scope: 'pin-queue-service', windowSeconds: 60, most: 30 },
} as const

/** A challenge costs us as much as one step of its solution. */
const challengeLimit = { scope: 'pin-challenge-address', windowSeconds: 600, most: 60 } as const

export interface PinAttempt {
  readonly number: PersonalNumber
  readonly pin: string
  /** Where it comes from. */
  readonly address: string
  /** The value of the login cookie. */
  readonly browser: string
  /** Of a challenge; empty where there is none. So with the place in the queue. */
  readonly solution: string
  readonly ticket: string
}

export type PinAnswer =
  | { readonly kind: 'in'; readonly saverId: string }
  /** Whatever it was that did not fit. */
  | { readonly kind: 'refused' }
  /** It must be shown first that this is no machine. */
  | { readonly kind: 'prove' }
  | { readonly kind: 'too-early'; readonly seconds: number }
  | { readonly kind: 'too-many' }

/** What makes the session of the saver whose transaction it is. */
export type EnterByPin = (t: SaverTransaction) => Promise<void>

export interface PinDoor {
  /** @param enter called where the PIN fits: it is in force until that transaction has ended */
  attempt(attempt: PinAttempt, enter?: EnterByPin): Promise<PinAnswer>
  /** @returns null when too many were asked for from this address */
  challenge(browser: string, address: string): Promise<Challenge | null>
  /** @returns null when there are too many in it from this address, or in all */
  queue(browser: string, address: string): Promise<QueuePlace | null>
  placeOf(browser: string, ticket: string): Date | null
}

export interface PinDoorDeps {
  readonly db: Database
  readonly hasher: PinHasher
  readonly logger: Logger
  readonly now: () => Date
  /** Others in tests alone: windows that do not end under them. */
  readonly limits?: PinLimits
}

export function createPinDoor({ db, hasher, logger, now, limits = pinLimits }: PinDoorDeps): PinDoor {
  const proofs = new ProofDesk(db, now)

  /** Whether it may be looked at, by what the visitor alone has done. */
  async function admit({ address, browser, solution, ticket }: PinAttempt): Promise<PinAnswer | null> {
    const byAddress = await countUse(db, limits.address, addressGroup(address))
    const byAll = await countUse(db, limits.service, 'all')
    // Said once in each window, by whichever process counts it.
    if (byAddress === limits.address.calm + 1) logger.warn({ event: 'pin-attack', by: 'address' })
    if (byAll === limits.service.calm + 1) logger.warn({ event: 'pin-attack', by: 'service' })
    if (byAll === limits.service.most + 1) logger.error({ event: 'pin-attack', by: 'service', outcome: 'closed' })
    if (byAddress > limits.address.most || byAll > limits.service.most) return { kind: 'too-many' }
    if (byAddress <= limits.address.calm && byAll <= limits.service.calm) return null
    const proof = await proofs.use(browser, solution, ticket)
    if (proof === 'holds') return null
    return proof === 'does-not-hold' ? { kind: 'prove' } : { kind: 'too-early', seconds: proof.tooEarlySeconds }
  }

  async function check({ number, pin }: PinAttempt, enter?: EnterByPin): Promise<PinAnswer> {
    const hash = db.vault.hashNumber(number)
    const { isOpen, failures } = await beginPinAttempt(db, hash)
    const saverId = await findSaver(db, hash)
    const known = await readPinOf(db, saverId)
    const stored = known?.hashed ?? null
    const fits = await hasher.fits(saverId, pin, stored)
    if (!fits || !isOpen || saverId === null || known === null || !(await letIn(saverId, hash, pin, known, enter))) {
      if (isOpen && failures === mostFailures) logger.warn({ event: 'pin-locked' })
      logger.info({ event: 'pin-login', outcome: 'refused' })
      return { kind: 'refused' }
    }
    logger.info({ event: 'pin-login', outcome: 'let-in' })
    return { kind: 'in', saverId }
  }

  /** @returns false when the PIN has been turned off, another was ordered, or the account was closed since it was read */
  async function letIn(
    saverId: string,
    numberHash: Buffer,
    pin: string,
    known: Pin,
    enter?: EnterByPin,
  ): Promise<boolean> {
    const { orderId, hashed: stored } = known
    const renewed = stored === null || hasher.isCurrent(stored) ? null : await hasher.hash(saverId, pin)
    try {
      return await asSaver(tellingGone(db), saverId, async (t) => {
        if ((await holdPin(t))?.orderId !== orderId) return false
        await endPinAttempt(t.sql, numberHash)
        if (stored !== null && renewed !== null) await storeHash(t, stored, renewed)
        await recordAccess(t, { role: 'saver', act: 'logged-in', reason: 'by-pin' })
        await tellOfPinLogin(t)
        await enter?.(t)
        return true
      })
    } catch (error) {
      if (error instanceof SaverGone) return false
      throw error
    }
  }

  return {
    attempt: async (attempt, enter) => (await admit(attempt)) ?? (await check(attempt, enter)),
    challenge: async (browser, address) =>
      (await withinLimit(db, challengeLimit, addressGroup(address))) ? proofs.challenge(browser) : null,
    placeOf: (browser, ticket) => proofs.placeOf(browser, ticket),
    async queue(browser, address) {
      const here = await withinLimit(db, queueLimits.address, addressGroup(address))
      const all = await withinLimit(db, queueLimits.service, 'all')
      return here && all ? proofs.queue(browser) : null
    },
  }
}
