/**
 * The Content-Security-Policy, one per response.
 *
 * Scripts run by nonce, and what they load by strict-dynamic; no inline style attributes; nothing from elsewhere.
 */
export interface PolicyChoices {
  readonly nonce: string
  /** Vite puts styles into the page without a nonce and talks over a web socket. */
  readonly devServer: boolean
  /** Other origins that a form may go to: the e-ID issuer, when logging out there too. */
  readonly formOrigins: readonly string[]
  /** Whose pages may frame it; left out: nobody's. */
  readonly frameAncestors?: readonly string[]
}

/** Where browsers report what the policy stopped. */
export const cspReportPath = '/csp-rapport'

export function contentSecurityPolicy({ nonce, devServer, formOrigins, frameAncestors = [] }: PolicyChoices): string {
  const directives: readonly (readonly [string, ...string[]])[] = [
    ['default-src', "'none'"],
    ['script-src', `'nonce-${nonce}'`, "'strict-dynamic'"],
    ['style-src', "'self'", devServer ? "'unsafe-inline'" : `'nonce-${nonce}'`],
    ['img-src', "'self'", 'data:'],
    ['font-src', "'self'"],
    ['connect-src', "'self'", ...(devServer ? ['ws:'] : [])],
    ['manifest-src', "'self'"],
    ['form-action', "'self'", ...formOrigins],
    ['base-uri', "'none'"],
    ['object-src', "'none'"],
    ['frame-ancestors', ...(frameAncestors.length === 0 ? ["'none'"] : frameAncestors)],
    // report-to would deliver late, and only over https; browsers that know it still obey report-uri.
    ['report-uri', cspReportPath],
  ]
  return directives.map((parts) => parts.join(' ')).join('; ')
}
