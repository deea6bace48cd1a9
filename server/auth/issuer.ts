/**
 * The e-ID issuer as an OpenID provider.
 *
 * Its metadata are fetched when first needed, and again until they come: the portal starts, and serves those who are
 * already logged in, while the issuer is down.
 */
import * as client from 'openid-client'
import type { ClaimNames, ClientConfig } from '#server/config/eid.ts'
import { clockSkewSeconds, maxAgeSeconds } from './identity.ts'
import type { EndSession } from './logout-page.ts'
import { LoginRefused } from './refusal.ts'

const timeoutSeconds = 5

/** What is asked about whoever logs in. */
export interface Asking {
  readonly scope: string
  /** Names of claims for the ID token. */
  readonly claims: readonly string[]
}

/** Of a saver: number and name. */
export const askingPerson = (names: ClaimNames): Asking => ({
  scope: 'openid https://id.oidc.se/scope/naturalPersonNumber',
  claims: [
    names.personalNumber,
    names.coordinationNumber,
    names.previousCoordinationNumber,
    names.givenName,
    names.familyName,
  ],
})

export interface AuthorizationChecks {
  readonly state: string
  readonly nonce: string
  readonly codeVerifier: string
}

export interface VerifiedTokens {
  readonly claims: client.IDToken
  readonly idToken: string
}

export class EidIssuer {
  readonly #config: ClientConfig
  readonly #asking: Asking
  #found: client.Configuration | null = null
  #underWay: Promise<client.Configuration> | null = null

  constructor(config: ClientConfig, asking: Asking) {
    this.#config = config
    this.#asking = asking
  }

  /** Origins that a form of ours is sent to, or led to by redirect: Chromium holds form-action against those too. */
  get origins(): readonly string[] {
    const known = this.#found?.serverMetadata()
    return [
      ...new Set(
        [this.#config.url.href, known?.authorization_endpoint, known?.end_session_endpoint]
          .filter((address) => address !== undefined)
          .map((address) => new URL(address).origin),
      ),
    ]
  }

  /** @throws LoginRefused when the issuer cannot be reached. */
  async authorizationUrl(checks: AuthorizationChecks, redirectUri: string): Promise<URL> {
    return client.buildAuthorizationUrl(await this.#configuration(), {
      redirect_uri: redirectUri,
      scope: this.#asking.scope,
      state: checks.state,
      nonce: checks.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(checks.codeVerifier),
      code_challenge_method: 'S256',
      max_age: String(maxAgeSeconds),
      // On a shared computer the issuer's own session must not let the next person in as the one before.
      prompt: 'login',
      claims: JSON.stringify(this.#claimsRequest()),
    })
  }

  /**
   * Exchanges the code, and verifies signature, issuer, audience, times, state and nonce of what comes back.
   * @throws LoginRefused
   */
  async exchange(callbackUrl: URL, checks: AuthorizationChecks): Promise<VerifiedTokens> {
    const configuration = await this.#configuration()
    try {
      const tokens = await client.authorizationCodeGrant(configuration, callbackUrl, {
        expectedState: checks.state,
        expectedNonce: checks.nonce,
        pkceCodeVerifier: checks.codeVerifier,
        idTokenExpected: true,
      })
      const claims = tokens.claims()
      if (claims === undefined || tokens.id_token === undefined) {
        throw new LoginRefused('ogiltig', 'the issuer sent no id_token')
      }
      return { claims, idToken: tokens.id_token }
    } catch (error) {
      throw asRefusal(error)
    }
  }

  /** @returns null when the issuer cannot be reached or has no such page: the session here is closed all the same. */
  async endSession(idToken: string, returnTo: string): Promise<EndSession | null> {
    try {
      const configuration = await this.#configuration()
      const endpoint = configuration.serverMetadata().end_session_endpoint
      if (endpoint === undefined) return null
      const fields = {
        id_token_hint: idToken,
        post_logout_redirect_uri: returnTo,
        state: client.randomState(),
        client_id: this.#config.clientId,
      }
      return { endpoint, fields }
    } catch (error) {
      if (error instanceof LoginRefused) return null
      throw error
    }
  }

  #claimsRequest(): unknown {
    const asked = this.#asking.claims.map((name) => [name, null] as const)
    return { id_token: { acr: { essential: true, values: this.#config.acrValues }, ...Object.fromEntries(asked) } }
  }

  async #configuration(): Promise<client.Configuration> {
    if (this.#found) return this.#found
    // Those who come while the question is out wait for the same answer.
    this.#underWay ??= this.#discover()
    try {
      this.#found = await this.#underWay
      return this.#found
    } catch (error) {
      throw new LoginRefused('tjansten-svarar-inte', 'the metadata of the issuer cannot be fetched', error)
    } finally {
      this.#underWay = null
    }
  }

  #discover(): Promise<client.Configuration> {
    const { url, clientId, clientSecret } = this.#config
    const execute = [client.enableNonRepudiationChecks]
    // Over plain http only the issuer of the local set-up is asked; production refuses such an address at the start.
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so only to make it stand out
    if (url.protocol === 'http:') execute.push(client.allowInsecureRequests)
    return client.discovery(
      url,
      clientId,
      { client_secret: clientSecret, [client.clockTolerance]: clockSkewSeconds },
      undefined,
      { execute, timeout: timeoutSeconds },
    )
  }
}

/** Errors the issuer may send instead of a code (OpenID Connect Core 3.1.2.6, RFC 6749 4.1.2.1). */
const refusalsByError: Readonly<Record<string, LoginRefused['refusal']>> = {
  access_denied: 'avbruten',
  unmet_authentication_requirements: 'sakerhetsniva',
  server_error: 'tjansten-svarar-inte',
  temporarily_unavailable: 'tjansten-svarar-inte',
}

function asRefusal(error: unknown): unknown {
  if (error instanceof LoginRefused) return error
  if (error instanceof client.AuthorizationResponseError) {
    return new LoginRefused(refusalsByError[error.error] ?? 'ogiltig', 'the issuer answered with an error', error)
  }
  if (error instanceof client.ResponseBodyError) {
    const refusal = error.error === 'invalid_grant' ? 'forlegat' : 'tjansten-svarar-inte'
    return new LoginRefused(refusal, 'the issuer refused the code', error)
  }
  if (error instanceof TypeError || (error instanceof client.ClientError && unreachable.has(error.code ?? ''))) {
    return new LoginRefused('tjansten-svarar-inte', 'the issuer cannot be reached', error)
  }
  if (error instanceof client.ClientError) {
    return new LoginRefused('ogiltig', 'the answer of the issuer does not pass the checks', error)
  }
  return error
}

const unreachable = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
])
