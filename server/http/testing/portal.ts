/** The portal over real HTTP for tests: everything but Remix, in whose place stands a page that tells what it was given. */
import type { Server } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Express, RequestHandler } from 'express'
import express from 'express'
import { createApp } from '#server/app.ts'
import { createRooms } from '#server/rooms.ts'
import type { SaverScoped } from '#server/compose.ts'
import { composePortal } from '#server/compose.ts'
import type { IssuerConfig } from '#server/config/eid.ts'
import type { OmbudConfig } from '#server/config/ombud.ts'
import type { Database } from '#server/db/database.ts'
import type { AddressSource } from '#server/letters/post.ts'
import type { Logger } from '#server/observability/logger.ts'
import { createLogger } from '#server/observability/logger.ts'

export interface TestPortal {
  /** What browsers take it for. */
  readonly origin: string
  /** Where it listens. */
  readonly listening: string
  /** Every line logged so far. */
  readonly log: readonly string[]
  readonly app: Express
  close(): Promise<void>
}

export interface TestPortalOptions {
  readonly db: Database
  /** Called when the portal's own address is known; starts the issuer for it. */
  readonly issuer: (portalOrigin: string) => Promise<Partial<IssuerConfig> & { readonly url: URL }>
  readonly services?: Partial<SaverScoped>
  readonly onLogout?: (saverId: string) => void
  readonly events?: RequestHandler
  /** Default: none of their addresses answers. */
  readonly partners?: (portalOrigin: string) => RequestHandler
  readonly files?: readonly RequestHandler[]
  /** Extra pages, before the one that tells. */
  readonly pages?: RequestHandler
  /** Default: the address listened on. */
  readonly origin?: string
  readonly environment?: 'test' | 'production'
  /** Default: none. */
  readonly trustedProxies?: readonly string[]
  /** The telephone ombud; called as `issuer` is. */
  readonly ombud?: (portalOrigin: string) => Promise<OmbudConfig>
  readonly register?: AddressSource
}

export const testClient = { clientId: 'portal', clientSecret: 'a secret of the tests only' }

/** A telephone ombud whose issuer is not there, and whose voice system nobody speaks for. */
export const testOmbud: OmbudConfig = {
  staff: {
    url: new URL('http://localhost:1'),
    clientId: 'portal-staff',
    clientSecret: 'a secret of the tests for staff',
    acrValues: ['http://id.elegnamnden.se/loa/1.0/loa3'],
    rolesClaim: 'roles',
  },
  voice: { issuer: 'https://talsvar.example', keys: { keys: [] } },
}

export const testRooms = (db: Database) => createRooms({ db, now: () => new Date() })

/** What does nothing. */
export const none: Omit<SaverScoped, 'rooms'> = {
  startIfDue: () => Promise.resolve(),
  startCollection: () => Promise.resolve({ kind: 'not-approved' }),
  collection: () => Promise.resolve(null),
  overview: () => Promise.resolve(null),
  overviewWithSources: () => Promise.resolve(null),
  operatorContact: null,
  mailLinks: {
    confirmEmail: () => Promise.resolve('not-valid'),
    unsubscribe: () => Promise.resolve('not-valid'),
  },
  erase: () => Promise.resolve(),
}

export async function startTestPortal(options: TestPortalOptions): Promise<TestPortal> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const listening = `http://localhost:${(server.address() as AddressInfo).port}`
  const origin = options.origin ?? listening
  const log: string[] = []
  const logger = createLogger({ level: 'debug', process: 'web', out: { write: (line) => log.push(line) } })
  const issuer = await options.issuer(origin)
  const ombud = (await options.ombud?.(origin)) ?? null
  const app = createApp({
    config: {
      origin,
      devServer: false,
      environment: options.environment ?? 'test',
      trustedProxies: options.trustedProxies ?? [],
      ombud,
      issuer: {
        ...testClient,
        acrValues: ['http://id.elegnamnden.se/loa/1.0/loa3'],
        claims: {
          personalNumber: 'https://id.oidc.se/claim/personalIdentityNumber',
          coordinationNumber: 'https://id.oidc.se/claim/coordinationNumber',
          previousCoordinationNumber: 'https://id.oidc.se/claim/previousCoordinationNumber',
          givenName: 'given_name',
          familyName: 'family_name',
        },
        ...issuer,
      },
    },
    db: options.db,
    logger,
    register: options.register ?? null,
    onLogin: options.services?.startIfDue ?? none.startIfDue,
    onLogout: options.onLogout ?? (() => undefined),
    events: options.events ?? express.Router(),
    partners: options.partners?.(origin) ?? express.Router(),
    files: options.files ?? [express.Router()],
    pages:
      options.pages ?? tellingPage(options.db, { ...none, rooms: testRooms(options.db), ...options.services }, logger),
  })
  server.on('request', app)
  return { origin, listening, log, app, close: () => close(server) }
}

/** What Remix's loaders would have been given, as JSON. */
export function tellingPage(db: Database, services: SaverScoped, logger: Logger): RequestHandler {
  const compose = composePortal(db, () => services, logger)
  return (request, response, next) => {
    void (async () => {
      const { saver, language } = await compose(request, response)
      response.json({ path: request.path, language, saver: saver && { ...saver.profile, terms: saver.terms } })
    })().catch(next)
  }
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
