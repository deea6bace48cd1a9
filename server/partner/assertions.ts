/**
 * What a partner's server signs: who it is itself (private_key_jwt, RFC 7523 section 2.2), and who its customer is
 * (section 2.1). Each is good once, for this very endpoint, for a short while.
 */
import type { JWTPayload } from 'jose'
import { decodeJwt, errors, jwtVerify } from 'jose'
import { z } from 'zod'
import { checkShowing, readIdentity } from '#server/auth/identity.ts'
import { LoginRefused } from '#server/auth/refusal.ts'
import { loa3AndAbove, profileClaims } from '#server/config/eid.ts'
import type { Database } from '#server/db/database.ts'
import type { Partner, TicketCustomer } from '#server/db/partners.ts'
import { findPartner, useJti } from '#server/db/partners.ts'
import type { KeySets } from './key-sets.ts'
import { clientIdShape } from './read-partner.ts'

/** RFC 6749 section 5.2. */
export type TokenErrorCode =
  'invalid_request' | 'invalid_client' | 'invalid_grant' | 'unauthorized_client' | 'unsupported_grant_type'

/** The message says which check, never what was found: it is sent to the partner. */
export class AssertionRefused extends Error {
  override readonly name = 'AssertionRefused'
  readonly code: TokenErrorCode

  constructor(code: TokenErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
  }
}

/** By name: neither `none` nor a shared secret can ever be among them. */
const algorithms = ['ES256', 'PS256', 'RS256', 'EdDSA', 'Ed25519']

/** Seconds. */
const assertionLimits = {
  /** How far ahead a client assertion may end, and a customer assertion. */
  client: 60,
  customer: 300,
  /** How long ago the customer may have shown their e-ID. */
  authAge: 300,
  /** How far the partner's clock may be ahead of ours. */
  skew: 5,
} as const

export interface AssertionDeps {
  readonly db: Database
  readonly keys: KeySets
  /** The address that the assertions were sent to. */
  readonly audience: string
  readonly now: () => Date
}

const common = z.object({
  exp: z.number(),
  iat: z.number().optional(),
  jti: z.string().min(8).max(200),
})

/**
 * The partner that has signed it, switched on or off.
 * @throws AssertionRefused invalid_client
 */
export async function authenticateClient(deps: AssertionDeps, assertion: string): Promise<Partner> {
  const clientId = claimedClient(assertion)
  const partner = clientId === null ? null : await findPartner(deps.db, { clientId })
  if (partner === null) throw new AssertionRefused('invalid_client', 'the client is not known')
  const { claims, jti, endsAt } = await verified(deps, partner, assertion, {
    code: 'invalid_client',
    what: 'the client assertion',
    longest: assertionLimits.client,
  })
  if (claims.sub !== partner.clientId) throw new AssertionRefused('invalid_client', 'sub is not the client')
  await useOnce(deps.db, partner, `client ${jti}`, endsAt, 'invalid_client')
  return partner
}

export interface SignedCustomer extends TicketCustomer {
  /** Of the assertion: by it the partner knows which answer belongs to whom. */
  readonly jti: string
}

/** @throws AssertionRefused invalid_grant */
export async function readCustomer(deps: AssertionDeps, partner: Partner, assertion: string): Promise<SignedCustomer> {
  const { claims, jti, endsAt } = await verified(deps, partner, assertion, {
    code: 'invalid_grant',
    what: 'the assertion',
    longest: assertionLimits.customer,
  })
  const now = deps.now().getTime() / 1000
  const shown = claims.auth_time
  if (typeof shown !== 'number') throw new AssertionRefused('invalid_grant', 'auth_time is missing')
  if (now - shown > assertionLimits.authAge) throw new AssertionRefused('invalid_grant', 'auth_time is too long ago')
  if (shown - now > assertionLimits.skew) throw new AssertionRefused('invalid_grant', 'auth_time lies in the future')
  const customer = identityIn(claims, deps.now())
  await useOnce(deps.db, partner, `customer ${jti}`, endsAt, 'invalid_grant')
  return { ...customer, jti }
}

/** The same claims, and the same strength, as of our own login. */
function identityIn(claims: JWTPayload, now: Date): TicketCustomer {
  try {
    checkShowing(claims, loa3AndAbove, now)
    return readIdentity(claims, profileClaims)
  } catch (error) {
    if (error instanceof LoginRefused) throw new AssertionRefused('invalid_grant', error.message)
    throw error
  }
}

/**
 * Who it says it is from, which nothing vouches for until the signature is checked with that partner's key.
 * @returns null for what no partner of the register could be called
 */
export function claimedClient(assertion: string): string | null {
  try {
    const { iss } = decodeJwt(assertion)
    return clientIdShape.safeParse(iss).data ?? null
  } catch (error) {
    if (error instanceof errors.JWTInvalid) return null
    throw error
  }
}

interface Verified {
  readonly claims: JWTPayload
  readonly jti: string
  readonly endsAt: Date
}

async function verified(
  { keys, audience, now }: AssertionDeps,
  partner: Partner,
  assertion: string,
  { code, what, longest }: { readonly code: TokenErrorCode; readonly what: string; readonly longest: number },
): Promise<Verified> {
  let claims: JWTPayload
  try {
    const { payload } = await jwtVerify(assertion, (header, token) => keys.find(partner.jwksUrl, header, token), {
      algorithms,
      issuer: partner.clientId,
      currentDate: now(),
    })
    claims = payload
  } catch (error) {
    throw new AssertionRefused(code, `${what} is not valid`, error)
  }
  if (claims.aud !== audience) throw new AssertionRefused(code, `aud of ${what} is not this address`)
  const read = common.safeParse(claims)
  if (!read.success) throw new AssertionRefused(code, `${what} lacks exp or a jti of 8 to 200 characters`)
  const { exp, iat, jti } = read.data
  const seconds = now().getTime() / 1000
  if (exp - seconds > longest) throw new AssertionRefused(code, `${what} lasts more than ${longest} seconds`)
  if (iat !== undefined && iat - seconds > assertionLimits.skew) {
    throw new AssertionRefused(code, `iat of ${what} lies in the future`)
  }
  return { claims, jti, endsAt: new Date(exp * 1000) }
}

async function useOnce(db: Database, partner: Partner, jti: string, endsAt: Date, code: TokenErrorCode): Promise<void> {
  // Kept a minute longer than it is good for, whatever the clock of the database says.
  const kept = new Date(endsAt.getTime() + 60_000)
  if (!(await useJti(db, partner.id, jti, kept))) throw new AssertionRefused(code, 'the jti was used before')
}
