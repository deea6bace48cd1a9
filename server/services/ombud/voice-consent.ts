/**
 * A caller's consent, as the voice-response system sends it: a JWS (RFC 7515) that it has signed with a key of ours on
 * file, naming the case code that the caller keyed in and their personal number. docs/ombud.md has an example.
 */
import { createHash } from 'node:crypto'
import type { JWTVerifyGetKey } from 'jose'
import { createLocalJWKSet, errors, jwtVerify } from 'jose'
import { z } from 'zod'
import { PersonalNumber } from '#providers/personal-number.ts'
import type { VoiceConfig } from '#server/config/ombud.ts'
import { recordAccess } from '#server/db/access-log.ts'
import type { Database } from '#server/db/database.ts'
import { asSaver } from '#server/db/database.ts'
import type { Consent, VoiceEvent } from '#server/db/ombud-cases.ts'
import { giveConsent, useVoiceEvent } from '#server/db/ombud-cases.ts'
import { findSaverWith, holdSaver, readSaver } from '#server/db/savers.ts'
import type { AddressSource } from '#server/letters/post.ts'
import type { Logger } from '#server/observability/logger.ts'
import { entry } from './calls.ts'

/** The texts that callers may have been read; docs/ombud.md has them. */
const consentTexts = ['2026-12'] as const

/** Names what is signed, so that nothing else that is signed with the same key is taken for a consent. */
const consentType = 'voice-consent+jwt'

/** An older consent is of another call. */
const freshSeconds = 120
/** How much the clock of the voice system and ours may differ. */
const skewSeconds = 10

/** Codes of RFC 8935, section 2.4. `access_denied`: nothing waits for this consent, or it does not suffice. */
export type ConsentFault = 'invalid_request' | 'invalid_key' | 'authentication_failed' | 'access_denied'

export interface ConsentDeps {
  readonly db: Database
  readonly voice: VoiceConfig
  /** As the voice system names this endpoint: its address. */
  readonly audience: string
  /** Tells whose identity is protected; null: nobody does, and callers who are new are refused. */
  readonly register: AddressSource | null
  readonly logger: Logger
}

const claimsShape = z.object({
  jti: z.string().min(16).max(200),
  case_code: z.string().regex(/^\d{8}$/),
  personal_number: z.string().regex(/^\d{12}$/),
  consent_text: z.enum(consentTexts),
})

export function createVoiceConsent({ db, voice, audience, register, logger }: ConsentDeps) {
  const keys = createLocalJWKSet(voice.keys)
  /** A key is asked for by its name: without one, the library would take the only one there is. */
  const keyOf: JWTVerifyGetKey = (header, token) => {
    if (header.kid === undefined) throw new errors.JWKSNoMatchingKey()
    return keys(header, token)
  }

  async function verified(jws: string): Promise<z.output<typeof claimsShape> | ConsentFault> {
    try {
      const { payload } = await jwtVerify(jws, keyOf, {
        algorithms: ['EdDSA', 'ES256'],
        typ: consentType,
        issuer: voice.issuer,
        audience,
        maxTokenAge: freshSeconds,
        clockTolerance: skewSeconds,
      })
      const claims = claimsShape.safeParse(payload)
      return claims.success ? claims.data : 'invalid_request'
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JOSEAlgNotAllowed) return 'invalid_key'
      if (error instanceof errors.JWSSignatureVerificationFailed) return 'invalid_key'
      if (error instanceof errors.JWTExpired || error instanceof errors.JWTClaimValidationFailed) {
        return 'authentication_failed'
      }
      if (error instanceof errors.JOSEError) return 'invalid_request'
      throw error
    }
  }

  /** Whether the population register keeps this person's address secret; so too when it cannot be asked. */
  async function isProtected(number: PersonalNumber): Promise<boolean> {
    try {
      return register === null || (await register.addressOf(number)) === 'protected'
    } catch {
      logger.warn({ event: 'voice-consent', outcome: 'register-down' })
      return true
    }
  }

  async function give(event: VoiceEvent, consent: Consent): Promise<ConsentFault | null> {
    const { number } = consent
    const saverId = await findSaverWith(db, number)
    // Of one whose identity is protected no address is asked for, and their own yes decides.
    const known = saverId !== null && (await asSaver(db, saverId, readSaver)).protectedIdentity
    const secret = known || (await isProtected(number))
    if (saverId === null) {
      return await db.sql.transaction<ConsentFault | null>(async (sql) => {
        if (!(await useVoiceEvent(sql, event))) return 'authentication_failed'
        const given = await giveConsent({ sql, vault: db.vault }, consent, { allowed: !secret, saverId })
        return given === null ? 'access_denied' : null
      })
    }
    return await asSaver(db, saverId, async (t) => {
      if (!(await useVoiceEvent(t.sql, event))) return 'authentication_failed'
      // Whoever turns help off at this moment does so before the consent, or after it and ends it.
      await holdSaver(t)
      const { ombudHelp, protectedIdentity } = await readSaver(t)
      // Whom only the register knows as protected has not been asked yet, and so has not said yes.
      const allowed = ombudHelp && (protectedIdentity || register === null || !secret)
      const given = await giveConsent(t, consent, { allowed, saverId })
      if (given === null) return 'access_denied'
      await recordAccess(t, entry('consent-given', given.staffReference, given.caseId))
      return null
    })
  }

  /** @returns null when the consent holds from now on */
  return async (jws: string): Promise<ConsentFault | null> => {
    const claims = await verified(jws)
    if (typeof claims === 'string') return claims
    const number = PersonalNumber.parse(claims.personal_number)
    if (number === null) return 'invalid_request'
    const hash = createHash('sha256')
      .update(JSON.stringify([voice.issuer, claims.jti]))
      .digest()
    const expiresAt = new Date(Date.now() + (freshSeconds + 2 * skewSeconds) * 1000)
    return await give({ hash, expiresAt }, { code: claims.case_code, number, version: claims.consent_text })
  }
}
