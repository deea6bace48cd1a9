/**
 * A real OpenID provider for one machine, by the Swedish OpenID Connect profile (oidc.se), with a page to pick a test
 * person on instead of an e-legitimation. Production refuses it.
 */
import { createHash, generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto'
import type { Server } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import type { AccountClaims, ClientMetadata, Configuration, KoaContextWithOIDC } from 'oidc-provider'
import Provider, { interactionPolicy } from 'oidc-provider'
import { memoryStorage } from './memory.ts'
import type { ListedPerson, Page, TestFault } from './page.ts'
import { logoutPage, messagePage, pickPage, testFaults } from './page.ts'

const numberScope = 'https://id.oidc.se/scope/naturalPersonNumber'
const personalNumberClaim = 'https://id.oidc.se/claim/personalIdentityNumber'
const coordinationNumberClaim = 'https://id.oidc.se/claim/coordinationNumber'
const loa3 = 'http://id.elegnamnden.se/loa/1.0/loa3'
const loa2 = 'http://id.elegnamnden.se/loa/1.0/loa2'
const nameClaims = ['given_name', 'family_name']

/** Who works with the portal. */
export interface StaffMember {
  /** The issuer's own name of them. */
  readonly id: string
  readonly givenName: string
  readonly familyName: string
  readonly roles: readonly string[]
  readonly description: { readonly sv: string }
}

export interface IssuerOptions {
  /** 0 = a free one. */
  readonly port: number
  /** Default: http://localhost and the port listened on. */
  readonly origin?: string
  readonly clientId: string
  readonly clientSecret: string
  readonly portalOrigin: string
  readonly persons: readonly ListedPerson[]
  /** A second client, for staff; left out: there is none. */
  readonly staff?: {
    readonly clientId: string
    readonly clientSecret: string
    readonly members: readonly StaffMember[]
  }
  /** Who has a number that is typed instead of picked; null for nobody. Left out: only those of the list log in. */
  readonly personWith?: (number: string) => ListedPerson | null
}

export interface RunningIssuer {
  readonly origin: string
  readonly port: number
  close(): Promise<void>
}

export async function startIssuer(options: IssuerOptions): Promise<RunningIssuer> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  const origin = options.origin ?? `http://localhost:${port}`
  server.on('request', issuerApp(origin, options))
  return { origin, port, close: () => close(server) }
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

function issuerApp(origin: string, options: IssuerOptions): express.Express {
  const formTargets = [options.portalOrigin]
  const accounts = new Accounts(options.persons, options.staff?.members ?? [])
  const isStaffClient = ({ client_id: id }: { readonly client_id?: unknown }) =>
    options.staff !== undefined && id === options.staff.clientId
  const provider = new Provider(origin, providerConfiguration(options, accounts, formTargets))
  const app = express()
  app.disable('x-powered-by')

  app.get('/interaction/:uid', (request, response, next) => {
    void (async () => {
      const { uid, params } = await provider.interactionDetails(request, response)
      const nonce = newNonce()
      const action = `/interaction/${uid}`
      const staff = isStaffClient(params) ? options.staff : undefined
      const persons = staff?.members.map(listed) ?? options.persons
      const anyone = staff === undefined && options.personWith !== undefined
      send(response, pickPage({ action, persons, anyone, nonce, formTargets }))
    })().catch(next)
  })

  app.post('/interaction/:uid', express.urlencoded({ extended: false, limit: '4kb' }), (request, response, next) => {
    void (async () => {
      const form = request.body as Readonly<Record<string, unknown>>
      if (form.cancel !== undefined) {
        await provider.interactionFinished(request, response, {
          error: 'access_denied',
          error_description: 'the person cancelled',
        })
        return
      }
      const { params } = await provider.interactionDetails(request, response)
      const person = isStaffClient(params)
        ? options.staff?.members.map(listed).find(({ number }) => number === form.person)
        : (options.persons.find(({ number }) => number === form.person) ??
          options.personWith?.(typeof form.number === 'string' ? form.number.replaceAll(/[\s-]/g, '') : ''))
      if (!person) {
        response.status(400)
        const text = 'Gå tillbaka och välj någon i listan, eller skriv ett nummer ur testserien.'
        send(response, messagePage('Okänd testperson', text, newNonce()))
        return
      }
      const fault = isFault(form.fault) ? form.fault : 'none'
      await provider.interactionFinished(
        request,
        response,
        {
          login: {
            accountId: accounts.idOf(person, fault),
            acr: fault === 'weak-acr' ? loa2 : loa3,
            amr: ['urn:test'],
            remember: false,
            ...(fault === 'old-auth-time' ? { ts: Math.floor(Date.now() / 1000) - 3600 } : {}),
          },
        },
        { mergeWithLastSubmission: false },
      )
    })().catch(next)
  })

  // The library takes a form here only with cookies that browsers refuse over plain http; inside the process the two
  // ways of asking are the same.
  app.post('/session/end', express.urlencoded({ extended: false, limit: '16kb' }), (request, _response, next) => {
    request.method = 'GET'
    request.url = `/session/end?${new URLSearchParams(request.body as Record<string, string>).toString()}`
    next()
  })

  const openId = provider.callback()
  app.use((request, response) => void openId(request, response))
  app.use(((_error, _request, response, next) => {
    if (response.headersSent) {
      next(_error)
      return
    }
    response.status(400)
    send(response, messagePage('Inloggningen har gått ut', 'Börja om från portalen.', newNonce()))
  }) satisfies express.ErrorRequestHandler)
  return app
}

function providerConfiguration(
  options: IssuerOptions,
  accounts: Accounts,
  formTargets: readonly string[],
): Configuration {
  return {
    adapter: memoryStorage(),
    jwks: { keys: [signingKey()] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    clients: [
      clientOf(options, options.portalOrigin, '/login/retur', '/utloggad'),
      ...(options.staff
        ? [clientOf(options.staff, options.portalOrigin, '/ombud/login/retur', '/utloggad?skal=personal')]
        : []),
    ],
    scopes: ['openid', numberScope],
    acrValues: [loa3, loa2],
    claims: {
      openid: ['sub', 'roles', ...nameClaims],
      [numberScope]: [personalNumberClaim, coordinationNumberClaim],
      acr: null,
      auth_time: null,
    },
    conformIdTokenClaims: false,
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    responseTypes: ['code'],
    pkce: { required: () => true },
    features: {
      claimsParameter: { enabled: true },
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => {
          sendKoa(ctx, logoutPage({ form, nonce: newNonce(), formTargets }))
        },
        postLogoutSuccessSource: (ctx) => {
          sendKoa(ctx, messagePage('Du är utloggad', 'Du kan stänga fönstret.', newNonce()))
        },
      },
    },
    interactions: { policy: policy(), url: (_ctx, { uid }) => `/interaction/${uid}` },
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 3600, IdToken: 3600, Interaction: 1800, Session: 3600 },
    findAccount: (_ctx, id) => {
      const account = accounts.find(id)
      return account && { accountId: id, claims: () => claimsOf(id, account) }
    },
    loadExistingGrant: async (ctx) => {
      const { client, session, provider } = ctx.oidc
      if (!client || session?.accountId === undefined) return undefined
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
      grant.addOIDCScope(`openid ${numberScope}`)
      grant.addOIDCClaims([...nameClaims, 'roles', personalNumberClaim, coordinationNumberClaim, 'acr', 'auth_time'])
      await grant.save()
      return grant
    },
    renderError: (ctx, out) => {
      sendKoa(
        ctx,
        messagePage('Något gick fel hos utfärdaren', `${out.error}: ${out.error_description ?? ''}`, newNonce()),
      )
    },
  }
}

const clientOf = (
  { clientId, clientSecret }: { readonly clientId: string; readonly clientSecret: string },
  portalOrigin: string,
  callback: string,
  afterLogout: string,
) =>
  ({
    client_id: clientId,
    client_secret: clientSecret,
    redirect_uris: [`${portalOrigin}${callback}`],
    post_logout_redirect_uris: [`${portalOrigin}${afterLogout}`],
    response_types: ['code'],
    grant_types: ['authorization_code'],
    token_endpoint_auth_method: 'client_secret_post',
    id_token_signed_response_alg: 'ES256',
  }) satisfies ClientMetadata

/** Staff are picked from the same page, by the issuer's name of them. */
const listed = ({ id, givenName, familyName, description }: StaffMember): ListedPerson => ({
  number: id,
  givenName,
  familyName,
  description,
})

/** Lets a login of another strength than the one asked for through: the portal must find it out itself. */
function policy(): interactionPolicy.DefaultPolicy {
  const base = interactionPolicy.base()
  const login = base.get('login')
  login?.checks.remove('essential_acr')
  login?.checks.remove('essential_acrs')
  return base
}

function claimsOf(id: string, { person, withoutNumber, roles }: Account): AccountClaims {
  if (roles !== undefined) return { sub: id, roles: [...roles] }
  const claim = Number(person.number.slice(6, 8)) > 60 ? coordinationNumberClaim : personalNumberClaim
  return {
    sub: id,
    given_name: person.givenName,
    family_name: person.familyName,
    ...(withoutNumber ? {} : { [claim]: person.number }),
  }
}

interface Account {
  readonly person: ListedPerson
  readonly withoutNumber: boolean
  /** Of staff; savers have none. */
  readonly roles?: readonly string[]
}

/** Everyone who may log in or has done so, by the issuer's own name of them, which says nothing about the number. */
class Accounts {
  readonly #known = new Map<string, Account>()

  constructor(persons: readonly ListedPerson[], staff: readonly StaffMember[]) {
    for (const member of staff) {
      const person = listed(member)
      this.#known.set(this.idOf(person, 'none'), { person, withoutNumber: true, roles: member.roles })
    }
    for (const person of persons) {
      this.idOf(person, 'none')
      this.idOf(person, 'no-number')
    }
  }

  idOf(person: ListedPerson, fault: TestFault): string {
    const withoutNumber = fault === 'no-number'
    const id = createHash('sha256')
      .update(`${person.number}${withoutNumber ? ' without number' : ''}`)
      .digest('base64url')
    if (!this.#known.has(id)) this.#known.set(id, { person, withoutNumber })
    return id
  }

  find(id: string): Account | undefined {
    return this.#known.get(id)
  }
}

function isFault(text: unknown): text is TestFault {
  return typeof text === 'string' && Object.hasOwn(testFaults, text)
}

function signingKey() {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'ES256' }
}

function newNonce(): string {
  return randomBytes(16).toString('base64')
}

function send(response: express.Response, { html, contentSecurityPolicy }: Page): void {
  response.setHeader('Content-Security-Policy', contentSecurityPolicy)
  response.setHeader('Cache-Control', 'no-store')
  response.type('html').send(html)
}

function sendKoa(ctx: KoaContextWithOIDC, { html, contentSecurityPolicy }: Page): void {
  ctx.set('Content-Security-Policy', contentSecurityPolicy)
  ctx.type = 'html'
  ctx.body = html
}
