/** Headers of every response, whatever serves it: page, file, refusal or fault. */
import type { RequestHandler } from 'express'
import helmet from 'helmet'
import { contentSecurityPolicy } from './csp.ts'
import { requestState } from './request-state.ts'

/** Powerful features that no page of ours uses. */
const permissions = [
  'accelerometer',
  'autoplay',
  'browsing-topics',
  'camera',
  'display-capture',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'hid',
  'identity-credentials-get',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'usb',
  'xr-spatial-tracking',
]
  .map((feature) => `${feature}=()`)
  .join(', ')

export function securityHeaders(choices: {
  readonly origin: string
  readonly devServer: boolean
  readonly formOrigins: () => readonly string[]
}): RequestHandler[] {
  return [
    helmet({
      contentSecurityPolicy: false,
      // What another site serves without saying that we may have it is not loaded at all.
      crossOriginEmbedderPolicy: { policy: 'require-corp' },
      crossOriginOpenerPolicy: { policy: 'same-origin' },
      crossOriginResourcePolicy: { policy: 'same-origin' },
      // Not no-referrer: with that, browsers send "Origin: null" with our own forms.
      referrerPolicy: { policy: 'same-origin' },
      strictTransportSecurity: choices.origin.startsWith('https:') && { maxAge: 63_072_000, includeSubDomains: true },
      xFrameOptions: { action: 'deny' },
    }),
    (request, response, next) => {
      response.setHeader(
        'Content-Security-Policy',
        contentSecurityPolicy({
          nonce: requestState(request).cspNonce,
          devServer: choices.devServer,
          formOrigins: choices.formOrigins(),
        }),
      )
      response.setHeader('Permissions-Policy', permissions)
      next()
    },
  ]
}
