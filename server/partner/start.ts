/**
 * GET /embed/start: the customer's browser brings the ticket, once. A session is opened, and the browser is sent on at
 * once, so that no ticket stays in an address. A customer who is new to the portal becomes a saver here, and not before:
 * a ticket that nobody uses leaves nothing behind.
 */
import type { Request, RequestHandler, Response } from 'express'
import { hashToken, isToken, newToken } from '#server/auth/tokens.ts'
import type { ServicesOver } from '#server/compose.ts'
import { recordAccess } from '#server/db/access-log.ts'
import type { Database } from '#server/db/database.ts'
import { asSaver, SaverGone, tellingGone } from '#server/db/database.ts'
import type { Partner } from '#server/db/partners.ts'
import { countPartnerUse, findPartner, takeTicket } from '#server/db/partners.ts'
import type { TicketCustomer } from '#server/db/partners.ts'
import { findOrCreateSaver, findSaverWith } from '#server/db/savers.ts'
import { closeSession, openSession } from '#server/db/sessions.ts'
import { requestState } from '#server/http/request-state.ts'
import { sendShortPage, ticketPage } from '#server/http/short-page.ts'
import type { Logger } from '#server/observability/logger.ts'
import type { Language } from '#server/services/api.ts'
import { actingAsPartner, asPartner, bySession, PartnerGone } from './acting.ts'
import { letPartnerFrame } from './frame.ts'
import type { Variant } from './visit.ts'
import { readEmbedCookie, writeEmbedCookie } from './visit.ts'

export interface StartDeps {
  readonly db: Database
  readonly servicesOver: ServicesOver
  readonly logger: Logger
  readonly devServer: boolean
}

type Redeemed =
  | { readonly kind: 'let-in'; readonly partner: Partner; readonly customer: TicketCustomer }
  | { readonly kind: 'unknown' | 'used-up' | 'elsewhere' | 'switched-off'; readonly partner: Partner | null }

/** Where the embedded pages begin; what must come first is said there. */
const firstPage = '/embed/oversikt'

export function embedStart(deps: StartDeps): RequestHandler {
  const { db, logger, devServer } = deps
  const start = async (request: Request, response: Response): Promise<void> => {
    const variant: Variant = request.query.variant === 'page' ? 'page' : 'frame'
    const redeemed = await redeem(db, request, variant)
    const { partner } = redeemed
    if (partner !== null && variant === 'frame') letPartnerFrame(request, response, partner, { devServer })
    logger.info({ event: 'partner-visit', outcome: redeemed.kind, requestId: requestState(request).id })
    if (redeemed.kind !== 'let-in') {
      sendShortPage(request, response, ticketPage)
      return
    }
    const token = await logInFrom(deps, request, redeemed.partner, redeemed.customer)
    const partnerId = redeemed.partner.id
    response.append('Set-Cookie', writeEmbedCookie({ token, variant, language: languageAsked(request), partnerId }))
    response.redirect(303, firstPage)
  }
  return (request, response, next) => {
    // Whatever only looks at the address (HEAD) must not use the ticket up.
    if (request.method !== 'GET') response.status(405).end()
    else
      start(request, response).catch((error: unknown) => {
        if (error instanceof PartnerGone || error instanceof SaverGone) sendShortPage(request, response, ticketPage)
        else next(error)
      })
  }
}

function languageAsked({ query }: Request): Language | null {
  return query.sprak === 'sv' || query.sprak === 'en' ? query.sprak : null
}

async function redeem(db: Database, request: Request, variant: Variant): Promise<Redeemed> {
  const { ticket } = request.query
  if (typeof ticket !== 'string' || !isToken(ticket)) return { kind: 'unknown', partner: null }
  const taken = await takeTicket(db, hashToken(ticket))
  const partner = taken && (await findPartner(db, { id: taken.partnerId }))
  if (taken === null || partner === null) return { kind: 'unknown', partner: null }
  if (!partner.enabled) return { kind: 'switched-off', partner: null }
  if (taken.customer === null) return { kind: 'used-up', partner }
  if (variant === 'page' && partner.redirectOrigins.length === 0) return { kind: 'elsewhere', partner }
  if (!comesFrom(request, partner)) return { kind: 'elsewhere', partner }
  return { kind: 'let-in', partner, customer: taken.customer }
}

/** Where the browser says which page it comes from, it is one of the partner's: a ticket is no good in another's page. */
function comesFrom(request: Request, { frameOrigins, redirectOrigins }: Partner): boolean {
  const referrer = request.get('Referer')
  if (referrer === undefined || !URL.canParse(referrer)) return true
  return [...frameOrigins, ...redirectOrigins].includes(new URL(referrer).origin)
}

/** Under a new token; the session that the browser came with ends. What is due is collected anew. @returns the token */
async function logInFrom(
  { servicesOver, ...deps }: StartDeps,
  request: Request,
  { id: partnerId }: Partner,
  customer: TicketCustomer,
): Promise<string> {
  const db = tellingGone(deps.db)
  const earlier = readEmbedCookie(request.headers.cookie)
  if (earlier !== null) await closeSession(db, hashToken(earlier.token))
  // What a known saver is called is not for a partner to say: it may send another name, or none.
  const known = await findSaverWith(db, customer.number)
  const saverId = known ?? (await findOrCreateSaver(db, customer)).saverId
  const token = newToken()
  const tokenHash = hashToken(token)
  await asSaver(db, saverId, async (t) => {
    await recordAccess(t, { ...actingAsPartner(partnerId), act: 'logged-in' })
    await openSession(t, { tokenHash, saverId, level: 'loa3', partnerId, idToken: null })
  })
  await servicesOver(asPartner(db, partnerId, bySession(tokenHash), null)).startIfDue(saverId)
  await countPartnerUse(db, partnerId, 'visit')
  return token
}
