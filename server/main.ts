/**
 * The web process: pages, login, live events, and the endpoint that providers push answers to.
 *
 * Any number of these may run against one database. Prints one line of JSON to stdout when it listens.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { InvalidProvider } from '#providers/registry.ts'
import { createApp } from './app.ts'
import { createPinDoor } from './auth/pin-door.ts'
import { PinHasher } from './auth/pin-hash.ts'
import { findSession } from './auth/sessions.ts'
import { createStaffDoor } from './compose-staff.ts'
import { composePortal } from './compose.ts'
import type { WebConfig } from './config/web.ts'
import { ConfigError } from './config/environment.ts'
import { loadWebConfig } from './config/web.ts'
import { Vault } from './crypto/vault.ts'
import type { Database } from './db/database.ts'
import { isDatabaseDown, openDatabase, tellingGone } from './db/database.ts'
import { eraseSaver } from './db/erasure.ts'
import { listProviders } from './db/providers.ts'
import { listenToRetrievals } from './db/retrieval-events.ts'
import { collectionEvents } from './http/collection-events.ts'
import { keptIdleMs } from './http/kept-idle.ts'
import { builtPages, vitePages } from './http/pages.ts'
import { publishedMessages } from './http/published-messages.ts'
import { startSsekCallback } from './http/ssek-callback.ts'
import { mailboxIn } from './letters/mailbox.ts'
import { openPost } from './letters/open-post.ts'
import { createServices } from './rooms.ts'
import { createLogger } from './observability/logger.ts'
import { requireNode24, say, sayReady, untilStopped } from './observability/process.ts'
import { createCollectionService } from './services/collection/service.ts'
import { checkedRegister, createProviderRegister } from './services/collection/provider-register.ts'
import { KeySets } from './partner/key-sets.ts'
import { partnerRoutes } from './partner/routes.ts'
import { openSigningKeys } from './partner/signing-keys.ts'
import { PersonCache } from './services/portfolio/person-cache.ts'
import { termsVersion } from './services/saver/terms.ts'

const root = new URL('../', import.meta.url)

async function start(config: WebConfig): Promise<void> {
  const logger = createLogger({ level: config.logLevel, process: 'web' })
  const vault = new Vault(config.masterKeys, config.numberHashKey, config.accessLogKeys)
  const db = openDatabase(config.databaseUrl, vault, {
    // With a pooled address there is a direct one beside it.
    prepares: config.databaseListenUrl === config.databaseUrl,
    limitsTimes: config.limitsTimes,
  })
  // Two accounts closed at once is many.
  const eraser = openDatabase(config.databaseEraserUrl, db.vault, { actor: 'eraser', max: 2 })
  await refuseBadRegister(db, config)
  const now = () => new Date()
  const persons = new PersonCache({ size: config.personsKept, now })
  const services = createServices({
    now,
    persons,
    operatorContact: config.operatorContact,
    pinLetters: config.letters !== null && config.pinPeppers !== null,
    erase: async (saverId) => {
      await eraseSaver(eraser, saverId)
      persons.drop(saverId)
    },
  })
  const collection = createCollectionService({ db, termsVersion, now })
  const register = createProviderRegister({ list: () => listProviders(db), environment: config.environment })

  const http = createServer({ keepAliveTimeout: keptIdleMs })
  const pages = config.devServer ? await vitePages(root, http) : await builtPages(root)
  const events = collectionEvents({
    sessionOf: (request) => findSession(db, request),
    newestCollectionId: (saverId) => collection.newestCollectionId(saverId),
    listen: (listener) => listenToRetrievals(config.databaseListenUrl, listener),
    logger,
  })
  const arriving = createCollectionService({ db: tellingGone(db), termsVersion, now })
  const onLogin = (saverId: string) => arriving.startIfDue(saverId)
  const pinDoor = config.pinPeppers && createPinDoor({ db, hasher: new PinHasher(config.pinPeppers), logger, now })
  const post = openPost(config.letters)
  const mailbox = config.mailboxFolder === null ? null : mailboxIn(config.mailboxFolder)
  const staff = config.ombud && createStaffDoor({ db, servicesOver: services, ways: { post, mailbox }, logger })
  const compose = composePortal(db, services, logger, { pin: pinDoor && { door: pinDoor, onLogin }, staff })
  const callback = await startSsekCallback({ config, db, register, logger })
  const publish = publishedMessages(callback.url)
  const app = createApp({
    config,
    db,
    logger,
    onLogin,
    register: post,
    onLogout: (saverId) => {
      persons.drop(saverId)
    },
    partners: partnerRoutes({
      db,
      origin: config.origin,
      keys: new KeySets({ loopbackAllowed: config.environment !== 'production' }),
      signing: await openSigningKeys(config.signedDataKeyPems),
      servicesOver: services,
      logger,
      devServer: config.devServer,
    }),
    events: events.router,
    files: [(request, response, next) => publish(request, response) || next(), ...pages.files],
    pages: pages.handler(compose),
  })
  http.on('request', app)

  await new Promise<void>((resolve, reject) => {
    http.once('error', reject)
    http.listen(config.port, config.host, resolve)
  })

  untilStopped({ logger, stopWhenStdinCloses: config.stopWhenStdinCloses }, async () => {
    const drained = new Promise<void>((resolve) => {
      http.close(() => resolve())
    })
    // Streams and Vite's web sockets would keep the server from closing.
    await Promise.all([events.closeAll(), pages.close()])
    http.closeIdleConnections()
    // Pages under way get a moment; what still hangs then is cut.
    const cut = setTimeout(() => {
      http.closeAllConnections()
    }, 3000)
    await drained
    clearTimeout(cut)
    await callback.close()
    await Promise.all([db.close(), eraser.close()])
  })
  sayReady({
    process: 'web',
    origin: config.origin,
    port: (http.address() as AddressInfo).port,
    callbackPort: callback.port,
  })
}

/** Said at the start, when the database answers by then; what comes later is refused as it is read. */
async function refuseBadRegister(db: Database, { environment }: WebConfig): Promise<void> {
  try {
    checkedRegister(await listProviders(db), environment)
  } catch (error) {
    if (isDatabaseDown(error)) return
    await db.close()
    throw error
  }
}

requireNode24()
try {
  await start(loadWebConfig())
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof InvalidProvider)) throw error
  say(error.message)
  process.exitCode = 1
}
