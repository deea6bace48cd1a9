/**
 * Who looks at an embedded page: a session in a cookie of its own, which the browser keeps apart for each site that
 * embeds (`Partitioned`). No other page reads that cookie, and these pages read no other.
 */
import type { IncomingMessage } from 'node:http'
import { serialize } from 'cookie'
import type { Request } from 'express'
import { readCookie } from '#server/auth/cookies.ts'
import type { Session } from '#server/auth/sessions.ts'
import { hashToken, isToken } from '#server/auth/tokens.ts'
import type { Database } from '#server/db/database.ts'
import type { Partner } from '#server/db/partners.ts'
import { findPartner } from '#server/db/partners.ts'
import { touchSession } from '#server/db/sessions.ts'
import type { Language } from '#server/services/api.ts'

const embedCookie = '__Host-embed'

/** Within the partner's page, or in the whole window. */
export type Variant = 'frame' | 'page'

/** What the cookie says. All but the token is how things are shown, and opens nothing. */
export interface EmbedCookie {
  readonly token: string
  readonly variant: Variant
  /** Null: the saver's own. */
  readonly language: Language | null
  readonly partnerId: string
}

export function writeEmbedCookie({ token, variant, language, partnerId }: EmbedCookie): string {
  // Until the browser is closed, so that who comes late is told so in the partner's page; the token itself ends sooner.
  return serialize(embedCookie, [token, variant, language ?? '', partnerId].join('.'), {
    httpOnly: true,
    secure: true,
    sameSite: 'none',
    partitioned: true,
    path: '/',
  })
}

export function readEmbedCookie(header: string | undefined): EmbedCookie | null {
  const match = /^([\w-]{43})\.(frame|page)\.(sv|en|)\.([a-z][a-z0-9-]{0,39})$/.exec(
    readCookie(header, embedCookie) ?? '',
  )
  const [, token, variant, language, partnerId = ''] = match ?? []
  if (!isToken(token)) return null
  return {
    token,
    variant: variant === 'page' ? 'page' : 'frame',
    language: language === 'sv' || language === 'en' ? language : null,
    partnerId,
  }
}

export interface PartnerVisit {
  /** Null when it has ended, or was another's. */
  readonly session: Session | null
  /** Whose page it is; null for one that is unknown or switched off. */
  readonly partner: Partner | null
  readonly cookie: EmbedCookie
}

const visits = new WeakMap<IncomingMessage, Promise<PartnerVisit | null>>()

/** Looked up once a request. @returns null without the cookie */
export function partnerVisit(db: Database, request: Request): Promise<PartnerVisit | null> {
  const known = visits.get(request)
  if (known !== undefined) return known
  const visit = lookUp(db, request)
  visits.set(request, visit)
  return visit
}

async function lookUp(db: Database, request: Request): Promise<PartnerVisit | null> {
  const cookie = readEmbedCookie(request.headers.cookie)
  if (cookie === null) return null
  const tokenHash = hashToken(cookie.token)
  const found = await touchSession(db, tokenHash, { renew: true })
  const ofPartner = found?.partnerId ?? null
  const partner = await findPartner(db, { id: ofPartner ?? cookie.partnerId })
  if (partner?.enabled !== true) return { session: null, partner: null, cookie }
  const session = found !== null && ofPartner !== null ? { ...found, key: tokenHash.toString('hex') } : null
  return { session, partner, cookie }
}
