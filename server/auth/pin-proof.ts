/**
 * What a visitor shows for themselves at the PIN door while it looks attacked: some work of their computer (ALTCHA), or
 * half a minute in the queue. Each is signed, made for one browser (the value of its login cookie), good for ten
 * minutes, and of use once.
 */
import { createHmac, randomInt, timingSafeEqual } from 'node:crypto'
import type { Challenge } from 'altcha-lib'
import { createChallenge, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { z } from 'zod'
import type { Database } from '#server/db/database.ts'
import { usePass } from '#server/db/used-passes.ts'
import { hashToken, newToken } from './tokens.ts'

const lastsMs = 10 * 60_000
const queueSeconds = 30

/** A second or two for a telephone. */
const work = { algorithm: 'PBKDF2/SHA-256', cost: 5000, from: 500, to: 1000 } as const

/** What the queue hands out; kept in a cookie. */
export interface QueuePlace {
  readonly ticket: string
  readonly readyAt: Date
}

const solved = z.object({
  challenge: z.object({
    parameters: z.looseObject({
      algorithm: z.literal(work.algorithm),
      nonce: z.string(),
      salt: z.string(),
      cost: z.literal(work.cost),
      keyLength: z.number(),
      keyPrefix: z.string(),
      expiresAt: z.number(),
      data: z.object({ browser: z.string() }),
    }),
    signature: z.string(),
  }),
  solution: z.object({ counter: z.number(), derivedKey: z.string() }),
})

const placeShape = z.strictObject({ id: z.string(), browser: z.string(), readyAt: z.number() })

export type Proof = 'holds' | 'does-not-hold' | { readonly tooEarlySeconds: number }

export class ProofDesk {
  readonly #db: Database
  readonly #now: () => Date
  readonly #secret: string

  constructor(db: Database, now: () => Date) {
    this.#db = db
    this.#now = now
    this.#secret = db.vault.hashWho('pin-proof', 'signs').toString('hex')
  }

  challenge(browser: string): Promise<Challenge> {
    return createChallenge({
      algorithm: work.algorithm,
      cost: work.cost,
      counter: randomInt(work.from, work.to),
      deriveKey,
      expiresAt: new Date(this.#now().getTime() + lastsMs),
      data: { browser: nameOf(browser) },
      hmacSignatureSecret: this.#secret,
      hmacKeySignatureSecret: `${this.#secret} key`,
    })
  }

  queue(browser: string): QueuePlace {
    const readyAt = this.#now().getTime() + queueSeconds * 1000
    const text = JSON.stringify({ id: newToken(), browser: nameOf(browser), readyAt })
    const body = Buffer.from(text).toString('base64url')
    return { ticket: `${body}.${this.#sign(body)}`, readyAt: new Date(readyAt) }
  }

  /** When a place in the queue is ready. @returns null for one that is not this browser's, not ours or too old */
  placeOf(browser: string, ticket: string): Date | null {
    const place = this.#read(browser, ticket)
    return place && new Date(place.readyAt)
  }

  /** Uses up what is shown. @param solution of a challenge @param ticket of the queue; looked at when there is none */
  async use(browser: string, solution: string, ticket: string): Promise<Proof> {
    if (solution !== '') return (await this.#useSolution(browser, solution)) ? 'holds' : 'does-not-hold'
    const place = this.#read(browser, ticket)
    if (place === null) return 'does-not-hold'
    const left = place.readyAt - this.#now().getTime()
    if (left > 0) return { tooEarlySeconds: Math.ceil(left / 1000) }
    const first = await usePass(this.#db, hashToken(`queue ${place.id}`), new Date(place.readyAt + lastsMs))
    return first ? 'holds' : 'does-not-hold'
  }

  async #useSolution(browser: string, text: string): Promise<boolean> {
    const given = solved.safeParse(jsonOf(text))
    if (!given.success) return false
    const { challenge, solution } = given.data
    const { nonce, salt, expiresAt, data } = challenge.parameters
    if (data.browser !== nameOf(browser) || expiresAt * 1000 < this.#now().getTime()) return false
    const { verified } = await verifySolution({
      challenge,
      solution,
      deriveKey,
      hmacSignatureSecret: this.#secret,
      hmacKeySignatureSecret: `${this.#secret} key`,
    })
    return verified && usePass(this.#db, hashToken(`altcha ${nonce} ${salt}`), new Date(expiresAt * 1000))
  }

  #read(browser: string, ticket: string): z.output<typeof placeShape> | null {
    const [body = '', signature = ''] = ticket.split('.')
    const [given, right] = [Buffer.from(signature), Buffer.from(this.#sign(body))]
    if (given.length !== right.length || !timingSafeEqual(given, right)) return null
    const place = placeShape.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')))
    if (!place.success || place.data.browser !== nameOf(browser)) return null
    return place.data.readyAt + lastsMs < this.#now().getTime() ? null : place.data
  }

  #sign(body: string): string {
    return createHmac('sha256', this.#secret).update(`queue ${body}`).digest('base64url')
  }
}

const nameOf = (browser: string): string => hashToken(`proof of ${browser}`).toString('base64url')

/** @returns null for what is no JSON in base64 */
function jsonOf(base64: string): unknown {
  try {
    return JSON.parse(Buffer.from(base64, 'base64').toString('utf8'))
  } catch {
    return null
  }
}
