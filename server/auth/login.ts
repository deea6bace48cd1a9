/**
 * A login by the code flow with PKCE.
 *
 * What must be remembered between going to the issuer and coming back lies in the database, encrypted, under the hash
 * of `state`, and is taken out exactly once. The browser holds a random value of its own in a cookie; an answer brought
 * by another browser than the one that asked is refused.
 */
import { randomNonce, randomPKCECodeVerifier, randomState } from 'openid-client'
import { z } from 'zod'
import type { ClientConfig } from '#server/config/eid.ts'
import type { Database } from '#server/db/database.ts'
import { saveLoginAttempt, takeLoginAttempt } from '#server/db/login-attempts.ts'
import type { Claims } from './identity.ts'
import { checkShowing } from './identity.ts'
import type { EidIssuer } from './issuer.ts'
import { LoginRefused } from './refusal.ts'
import { hashToken, isToken, newToken, sameHash } from './tokens.ts'

export const attemptMinutes = 10

const attemptSchema = z.object({
  nonce: z.string(),
  codeVerifier: z.string(),
  browserHash: z.string(),
  returnTo: z.string(),
})

export interface LoginDeps {
  readonly db: Database
  readonly issuer: EidIssuer
  readonly config: Pick<ClientConfig, 'acrValues'>
  readonly redirectUri: string
}

/**
 * @param browser the value of the login cookie; a browser that logs in from two tabs keeps one value for both.
 * @throws LoginRefused when the issuer cannot be reached.
 */
export async function beginLogin(
  { db, issuer, redirectUri }: LoginDeps,
  { returnTo, browser }: { readonly returnTo: string; readonly browser: string | undefined },
): Promise<{ readonly url: URL; readonly browser: string }> {
  const checks = { state: randomState(), nonce: randomNonce(), codeVerifier: randomPKCECodeVerifier() }
  const url = await issuer.authorizationUrl(checks, redirectUri)
  const binding = isToken(browser) ? browser : newToken()
  await saveLoginAttempt(
    db,
    hashToken(checks.state),
    {
      nonce: checks.nonce,
      codeVerifier: checks.codeVerifier,
      browserHash: hashToken(binding).toString('base64url'),
      returnTo,
    } satisfies z.input<typeof attemptSchema>,
    new Date(Date.now() + attemptMinutes * 60_000),
  )
  return { url, browser: binding }
}

/**
 * @returns what the issuer says of who it is: verified, sure enough, and of just now
 * @throws LoginRefused
 */
export async function finishLogin(
  { db, issuer, config }: LoginDeps,
  { callbackUrl, browser }: { readonly callbackUrl: URL; readonly browser: string | undefined },
): Promise<{ readonly claims: Claims; readonly idToken: string; readonly returnTo: string }> {
  const state = callbackUrl.searchParams.get('state')
  if (state === null || state === '') throw new LoginRefused('ogiltig', 'the answer has no state')
  const stored = await takeLoginAttempt(db, hashToken(state))
  if (!stored) throw new LoginRefused('forlegat', 'no attempt under this state: unknown, used already or too old')
  const attempt = attemptSchema.parse(stored)
  if (!isToken(browser) || !sameHash(browser, attempt.browserHash)) {
    throw new LoginRefused('ogiltig', 'another browser than the one that asked')
  }
  const { claims, idToken } = await issuer.exchange(callbackUrl, { state, ...attempt })
  checkShowing(claims, config.acrValues, new Date())
  return { claims, idToken, returnTo: attempt.returnTo }
}
