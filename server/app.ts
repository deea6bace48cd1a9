/** The portal as an Express application: who answers what, and in which order. */
import { constants } from 'node:zlib'
import compression from 'compression'
import type { Express, RequestHandler } from 'express'
import express from 'express'
import { askingPerson, EidIssuer } from './auth/issuer.ts'
import { authRoutes } from './auth/routes.ts'
import { staffRoutes } from './auth/staff-routes.ts'
import type { WebConfig } from './config/web.ts'
import type { Database } from './db/database.ts'
import { bodyLimit } from './http/body-limit.ts'
import { cspReportPath } from './http/csp.ts'
import { cspReports } from './http/csp-reports.ts'
import { faults } from './http/faults.ts'
import { securityHeaders } from './http/headers.ts'
import { health } from './http/health.ts'
import { limited, perAddress } from './http/limited.ts'
import { ownHost } from './http/own-host.ts'
import { plainPath } from './http/plain-path.ts'
import { voiceConsentPath, voiceConsents } from './http/voice-consent.ts'
import { sameOriginOnly } from './http/same-origin.ts'
import type { AddressSource } from './letters/post.ts'
import { embeddedPages } from './partner/frame.ts'
import { accessLog } from './observability/access-log.ts'
import type { Logger } from './observability/logger.ts'
import { createVoiceConsent } from './services/ombud/voice-consent.ts'

export interface AppDeps {
  readonly config: Pick<WebConfig, 'origin' | 'issuer' | 'ombud' | 'devServer' | 'environment' | 'trustedProxies'>
  readonly db: Database
  readonly logger: Logger
  /** Called with each saver who has logged in. */
  readonly onLogin: (saverId: string) => Promise<unknown>
  readonly onLogout: (saverId: string) => void
  /** The population register; null where there is none. */
  readonly register: AddressSource | null
  /** The event stream of the collection page. */
  readonly events: RequestHandler
  /** What partners' servers ask, and the way in to the embedded pages. */
  readonly partners: RequestHandler
  /** Built scripts and styles. */
  readonly files: readonly RequestHandler[]
  /** Everything else: Remix. */
  readonly pages: RequestHandler
}

export function createApp({ register, ...deps }: AppDeps): Express {
  const { config, db, logger, onLogin, onLogout, events, partners, files, pages } = deps
  const issuer = new EidIssuer(config.issuer, askingPerson(config.issuer.claims))
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('trust proxy', config.trustedProxies)
  app.use(ownHost(config.origin))
  app.use(accessLog(logger))
  app.use(securityHeaders({ origin: config.origin, devServer: config.devServer, formOrigins: () => issuer.origins }))
  app.use(sameOriginOnly(config.origin))
  app.use(plainPath)
  app.use(bodyLimit)
  app.use(
    compression({
      // Each page is compressed as it is asked for, so not as small as it could be.
      level: 4,
      brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
      filter: (request, response) =>
        !isEventStream(response.getHeader('Content-Type')) && compression.filter(request, response),
    }),
  )
  app.use(...files)
  app.use(neverStored)
  app.get('/halsa', health(db))
  app.use(cspReportPath, limited(db, perAddress.cspReports, ['POST']))
  app.use(['/login', '/ombud/login'], limited(db, perAddress.logins))
  app.use(cspReports(logger, { showCount: config.environment !== 'production' }))
  app.use(authRoutes({ config, db, issuer, logger, onLogin, onLogout }))
  if (config.ombud) {
    const { staff, voice } = config.ombud
    const audience = `${config.origin}${voiceConsentPath}`
    app.use(voiceConsentPath, limited(db, perAddress.voiceConsents, ['POST']))
    app.use(staffRoutes({ origin: config.origin, config: staff, devServer: config.devServer, db, logger }))
    app.use(voiceConsents(createVoiceConsent({ db, voice, audience, register, logger }), logger))
  }
  app.use(partners)
  app.use(events)
  app.use(embeddedPages({ db, devServer: config.devServer }))
  app.all('*', pages)
  app.use(faults(logger))
  return app
}

/** Pages hold one person's figures. The list of routes holds none, and sets its own lifetime. */
const neverStored: RequestHandler = (request, response, next) => {
  if (request.path !== '/__manifest') response.setHeader('Cache-Control', 'no-store')
  next()
}

function isEventStream(contentType: number | string | readonly string[] | undefined): boolean {
  return typeof contentType === 'string' && contentType.startsWith('text/event-stream')
}
