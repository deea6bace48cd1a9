/** The embedded pages' own headers, and what they show of the partner. Every other page can be framed by nobody. */
import type { Request, RequestHandler, Response } from 'express'
import express from 'express'
import { inRealm } from '#server/auth/authorisation.ts'
import type { Database } from '#server/db/database.ts'
import type { Partner } from '#server/db/partners.ts'
import { contentSecurityPolicy } from '#server/http/csp.ts'
import { requestState } from '#server/http/request-state.ts'
import type { EmbeddedView } from '#server/services/api/partner.ts'
import { partnerPaths } from './paths.ts'
import { themeCss } from './theme.ts'
import type { PartnerVisit } from './visit.ts'
import { partnerVisit, writeEmbedCookie } from './visit.ts'

/** Lets this partner's pages frame the answer, and no others. */
export function letPartnerFrame(
  request: Request,
  response: Response,
  { frameOrigins }: Partner,
  { devServer }: { readonly devServer: boolean },
): void {
  const nonce = requestState(request).cspNonce
  response.setHeader(
    'Content-Security-Policy',
    contentSecurityPolicy({ nonce, devServer, formOrigins: [], frameAncestors: frameOrigins }),
  )
  // It knows no list of origins, and browsers that read both would take the stricter.
  response.removeHeader('X-Frame-Options')
}

/** Before the embedded pages: who may frame them, and their own choice of language. */
export function embeddedPages(deps: { readonly db: Database; readonly devServer: boolean }): RequestHandler {
  const router = express.Router()
  router.use((request, response, next) => {
    if (!inRealm('partner', request.path)) {
      next()
      return
    }
    partnerVisit(deps.db, request)
      .then((visit) => {
        if (visit?.partner && visit.cookie.variant === 'frame') letPartnerFrame(request, response, visit.partner, deps)
        next()
      })
      .catch(next)
  })
  router.post(
    partnerPaths.language,
    express.urlencoded({ extended: false, limit: '2kb', parameterLimit: 5 }),
    (request, response, next) => {
      partnerVisit(deps.db, request)
        .then((visit) => changeLanguage(visit, request, response))
        .catch(next)
    },
  )
  return router
}

function changeLanguage(visit: PartnerVisit | null, request: Request, response: Response): void {
  const { sprak, till } = (request.body ?? {}) as { readonly sprak?: unknown; readonly till?: unknown }
  const language = sprak === 'en' ? 'en' : 'sv'
  if (visit) response.append('Set-Cookie', writeEmbedCookie({ ...visit.cookie, language }))
  response.redirect(303, typeof till === 'string' && isEmbeddedPage(till) ? till : '/embed/oversikt')
}

const isEmbeddedPage = (till: string): boolean => /^\/embed\/[a-z]+(\?[\w=&%.+:*,-]*)?$/.test(till)

/** What the frame around the embedded pages shows. */
export function embeddedView({ partner, cookie }: PartnerVisit): EmbeddedView | null {
  if (partner === null) return null
  return {
    partnerName: partner.name,
    variant: cookie.variant,
    frameOrigins: cookie.variant === 'frame' ? partner.frameOrigins : [],
    backTo: cookie.variant === 'page' ? (partner.redirectOrigins[0] ?? null) : null,
    themeCss: themeCss(partner.theme),
  }
}
