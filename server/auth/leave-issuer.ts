/** The answer to a logout: on to the issuer, where the login ends too, or to the page that says what has ended. */
import type { Request, Response } from 'express'
import { contentSecurityPolicy } from '#server/http/csp.ts'
import { requestState } from '#server/http/request-state.ts'
import type { EidIssuer } from './issuer.ts'
import type { EndSession } from './logout-page.ts'
import { logoutPage } from './logout-page.ts'

export interface Leaving {
  readonly issuer: EidIssuer
  /** Null: there is nothing to end at the issuer, or it cannot be reached. */
  readonly elsewhere: EndSession | null
  /** The page then. */
  readonly otherwise: string
  readonly devServer: boolean
}

export function leaveIssuer(
  request: Request,
  response: Response,
  { issuer, elsewhere, otherwise, devServer }: Leaving,
): void {
  // Browsers may keep what is no-store for the back button; this takes it from them.
  response.setHeader('Clear-Site-Data', '"cache"')
  if (elsewhere === null) {
    response.redirect(303, otherwise)
    return
  }
  const nonce = requestState(request).cspNonce
  // Anew, because the issuer's addresses may have become known only now.
  response.setHeader(
    'Content-Security-Policy',
    contentSecurityPolicy({ nonce, devServer, formOrigins: issuer.origins }),
  )
  response.type('html').send(logoutPage(elsewhere, nonce))
}
