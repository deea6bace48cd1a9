/**
 * What a partner's server asks (POST /partner/ticket and /partner/data), what is published for it, and the way in to
 * the embedded pages (GET /embed/start).
 */
import type { Request, RequestHandler, Response, Router } from 'express'
import express from 'express'
import { isDatabaseDown } from '#server/db/database.ts'
import type { Database } from '#server/db/database.ts'
import type { Partner } from '#server/db/partners.ts'
import { countPartnerUse, saveTicket, ticketSeconds } from '#server/db/partners.ts'
import { withinLimit } from '#server/db/limits.ts'
import { hashToken, newToken } from '#server/auth/tokens.ts'
import { addressOf } from '#server/http/address.ts'
import { requestState } from '#server/http/request-state.ts'
import { TooOften } from '#server/http/too-often.ts'
import type { Logger } from '#server/observability/logger.ts'
import type { SaverScoped } from '#server/compose.ts'
import { PartnerGone } from './acting.ts'
import type { AssertionDeps, SignedCustomer } from './assertions.ts'
import { AssertionRefused, authenticateClient, claimedClient, readCustomer } from './assertions.ts'
import { dataFor } from './give-data.ts'
import type { KeySets } from './key-sets.ts'
import { knocking } from './knocking.ts'
import { partnerPaths } from './paths.ts'
import { signedDataSchema } from './signed-data.ts'
import type { SigningKeys } from './signing-keys.ts'
import { embedStart } from './start.ts'

export interface PartnerDeps {
  readonly db: Database
  readonly origin: string
  readonly keys: KeySets
  /** Null: no signed data is given out. */
  readonly signing: SigningKeys | null
  readonly servicesOver: (db: Database) => SaverScoped
  readonly logger: Logger
  readonly devServer: boolean
  readonly now?: () => Date
}

const grantType = 'urn:ietf:params:oauth:grant-type:jwt-bearer'
const clientAssertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** More than it has agreed to within a minute or a day. */
class OverQuota extends Error {
  override readonly name = 'OverQuota'
}

export function partnerRoutes(deps: PartnerDeps): Router {
  const router = express.Router()
  const form = express.urlencoded({ extended: false, limit: '32kb', parameterLimit: 20 })

  router.post(partnerPaths.ticket, form, (request, response) => {
    answer(deps, request, response, async () => {
      const { partner, customer } = await askedBy(deps, request, partnerPaths.ticket)
      const ticket = newToken()
      await saveTicket(deps.db, hashToken(ticket), partner.id, customer)
      await countPartnerUse(deps.db, partner.id, 'ticket')
      response.json({
        ticket,
        expires_in: ticketSeconds,
        embed_url: `${deps.origin}${partnerPaths.start}?ticket=${ticket}`,
      })
    })
  })

  router.post(partnerPaths.data, form, (request, response) => {
    answer(deps, request, response, async () => {
      const { partner, customer } = await askedBy(deps, request, partnerPaths.data)
      const given = await dataFor(deps, partner, customer)
      if (given.kind === 'refused') {
        response.status(given.status).json({ error: given.error, error_description: given.description })
        return
      }
      await countPartnerUse(deps.db, partner.id, 'data')
      response.type('application/jose').send(given.jws)
    })
  })

  router.get(partnerPaths.keys, published('application/jwk-set+json', deps.signing?.published ?? { keys: [] }))
  router.get(partnerPaths.schema, published('application/schema+json', signedDataSchema()))
  router.get(partnerPaths.start, embedStart(deps))
  router.use([partnerPaths.ticket, partnerPaths.data], refusedAsJson(deps.logger))
  return router
}

function published(type: string, content: object): RequestHandler {
  return (_request, response) => {
    response.setHeader('Cache-Control', 'public, max-age=300')
    // For anyone to read: what is published is public.
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin')
    response.type(type).send(JSON.stringify(content))
  }
}

/**
 * The partner, authenticated, switched on and within its quota; and its customer.
 * @throws AssertionRefused, OverQuota, TooOften
 */
async function askedBy(
  { db, origin, keys, now = () => new Date() }: PartnerDeps,
  request: Request,
  path: string,
): Promise<{ readonly partner: Partner; readonly customer: SignedCustomer }> {
  const read = parameters(request)
  const asserting: AssertionDeps = { db, keys, audience: `${origin}${path}`, now }
  const partner = await knocking(db, addressOf(request), claimedClient(read.clientAssertion), () =>
    authenticateClient(asserting, read.clientAssertion),
  )
  if (!partner.enabled) throw new AssertionRefused('unauthorized_client', 'the client is switched off')
  try {
    await keepWithinQuota(db, partner)
    return { partner, customer: await readCustomer(asserting, partner, read.assertion) }
  } catch (error) {
    if (error instanceof OverQuota) await countPartnerUse(db, partner.id, 'over-quota')
    if (error instanceof AssertionRefused) await countPartnerUse(db, partner.id, 'refused')
    throw error
  }
}

/** @throws AssertionRefused invalid_request, unsupported_grant_type */
function parameters({ body }: Request): { readonly clientAssertion: string; readonly assertion: string } {
  const given = new Map(Object.entries((body ?? {}) as Readonly<Record<string, unknown>>))
  const one = (name: string): string => {
    const value = given.get(name)
    if (typeof value === 'string' && value !== '') return value
    throw new AssertionRefused('invalid_request', `${name} must be given, once`)
  }
  if (one('grant_type') !== grantType) {
    throw new AssertionRefused('unsupported_grant_type', `grant_type must be ${grantType}`)
  }
  if (one('client_assertion_type') !== clientAssertionType) {
    throw new AssertionRefused('invalid_request', `client_assertion_type must be ${clientAssertionType}`)
  }
  return { clientAssertion: one('client_assertion'), assertion: one('assertion') }
}

async function keepWithinQuota(db: Database, { id, perMinute, perDay }: Partner): Promise<void> {
  const inMinute = await withinLimit(db, { scope: 'partner-minute', windowSeconds: 60, most: perMinute }, id)
  const inDay = await withinLimit(db, { scope: 'partner-day', windowSeconds: 86_400, most: perDay }, id)
  if (!inMinute || !inDay) throw new OverQuota()
}

function answer({ logger }: PartnerDeps, request: Request, response: Response, act: () => Promise<void>): void {
  act().catch((error: unknown) => refuse(error, logger, request, response))
}

/** What the body's parser refuses is answered as the rest is. */
const refusedAsJson =
  (logger: Logger): express.ErrorRequestHandler =>
  (error: unknown, request, response, next) => {
    if (response.headersSent) next(error)
    else refuse(error, logger, request, response)
  }

/** RFC 6749 section 5.2, and what that does not have: the quota, and a fault of ours. */
function refuse(error: unknown, logger: Logger, request: Request, response: Response): void {
  const { status, code, description, retryAfter } = refusal(error)
  const line = { event: 'partner', outcome: code, requestId: requestState(request).id, err: error }
  if (status >= 500) logger.error(line)
  // Of who knocks without end the line that every request has is enough.
  else if (!(error instanceof TooOften)) logger.warn(line)
  if (retryAfter !== undefined) response.setHeader('Retry-After', String(retryAfter))
  response.status(status).json({ error: code, error_description: description })
}

function refusal(error: unknown): {
  readonly status: number
  readonly code: string
  readonly description: string
  readonly retryAfter?: number
} {
  if (error instanceof AssertionRefused) {
    return { status: error.code === 'invalid_client' ? 401 : 400, code: error.code, description: error.message }
  }
  if (error instanceof PartnerGone) {
    return { status: 400, code: 'unauthorized_client', description: 'the client is switched off' }
  }
  if (error instanceof OverQuota) {
    return { status: 429, code: 'temporarily_unavailable', description: 'the quota is used up', retryAfter: 60 }
  }
  if (error instanceof TooOften) {
    const description = 'too many calls from there have failed'
    return { status: 429, code: 'temporarily_unavailable', description, retryAfter: error.retryAfterSeconds }
  }
  const { status } = error as { readonly status?: unknown }
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return { status: 400, code: 'invalid_request', description: 'the form could not be read' }
  }
  return isDatabaseDown(error)
    ? { status: 503, code: 'temporarily_unavailable', description: 'try again in a while', retryAfter: 10 }
    : { status: 500, code: 'server_error', description: 'a fault on our side; it has been noted' }
}
