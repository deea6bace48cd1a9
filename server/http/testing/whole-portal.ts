/** The whole portal for tests of attacks: real pages over real HTTP, a real database, and savers with one of everything. */
import { createHash, randomUUID } from 'node:crypto'
import type { RequestHandler } from 'express'
import express from 'express'
import { age } from '#forecasting/model/age.ts'
import { addresses } from '#server/auth/authorisation.ts'
import { createPinDoor } from '#server/auth/pin-door.ts'
import { PinHasher } from '#server/auth/pin-hash.ts'
import { hashToken, newToken } from '#server/auth/tokens.ts'
import { findSession } from '#server/auth/sessions.ts'
import { createStaffDoor } from '#server/compose-staff.ts'
import { composePortal } from '#server/compose.ts'
import { addApproval } from '#server/db/approvals.ts'
import { createCollection } from '#server/db/collections.ts'
import { asSaver, openKnex } from '#server/db/database.ts'
import { listErrands, storeErrandReply } from '#server/db/errands.ts'
import { replaceProviders } from '#server/db/providers.ts'
import { storeAnswer } from '#server/db/retrievals.ts'
import { findOrCreateSaver } from '#server/db/savers.ts'
import { openSession } from '#server/db/sessions.ts'
import { makeCode } from '#server/mail/links.ts'
import { createLogger } from '#server/observability/logger.ts'
import { KeySets } from '#server/partner/key-sets.ts'
import { partnerRoutes } from '#server/partner/routes.ts'
import { createRooms, createServices } from '#server/rooms.ts'
import type { RoomsForAnySaver } from '#server/services/api/rooms.ts'
import { termsVersion } from '#server/services/saver/terms.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { answered, anyNumberOfTheSeventies, contractHolding, providerEntry } from '#server/testing/examples.ts'
import { saverTablesOf } from '#server/testing/every-table.ts'
import { collectionEvents } from '../collection-events.ts'
import type { ComposePortal } from '../pages.ts'
import { builtPages } from '../pages.ts'
import type { TestPortal } from './portal.ts'
import { startTestPortal, testOmbud } from './portal.ts'

export interface WholePortal {
  readonly test: TestDatabase
  readonly portal: TestPortal
  readonly rooms: RoomsForAnySaver
  /** Every line logged so far. */
  log(): readonly string[]
  /** A saver with one of everything there is; every free text is these words. */
  saver(words: string): Promise<WholeSaver>
  /** @returns the cookie of a new session by e-ID, shown just now */
  logIn(saverId: string): Promise<string>
  /** All that is kept of a saver, as one digest: the same while nothing is changed. */
  kept(saverId: string): Promise<string>
  close(): Promise<void>
}

export interface WholeSaver {
  readonly saverId: string
  readonly cookie: string
  /** Who shares a household with the saver, helps them and is helped by them. */
  readonly friendId: string
  /** Links with codes, as they stand in mails. */
  readonly mailLinks: readonly string[]
}

const amount = 4321

/** Every address of savers that names nothing of a saver: where a walk over their pages begins. */
export const startAddresses: readonly string[] = Object.entries(addresses).flatMap(([path, { see }]) =>
  see === null || /:|^\/(login|ombud|embed|partner)\b/.test(path) ? [] : [path],
)

/**
 * @param provider the name of the only source of figures
 * @param more pages for a test alone, behind all that stands before pages
 */
export async function startWholePortal(
  provider: string,
  more: (compose: ComposePortal, db: TestDatabase) => RequestHandler = () => express.Router(),
): Promise<WholePortal> {
  const test = await testDatabase()
  const source = providerEntry('nordfjall-liv', { name: provider })
  await replaceProviders(test.owner, [source])
  const lines: string[] = []
  const logger = createLogger({ level: 'debug', process: 'web', out: { write: (line) => lines.push(line) } })
  const now = () => new Date()
  const services = createServices({ now, operatorContact: null, erase: () => Promise.resolve() })
  const rooms = createRooms({ db: test.app, now })
  const events = collectionEvents({
    sessionOf: (request) => findSession(test.app, request),
    newestCollectionId: () => Promise.resolve(null),
    listen: () => ({ close: () => Promise.resolve() }),
    logger,
  })
  const pages = await builtPages(new URL('../../../', import.meta.url))
  // A walk over all there is asks more often than a saver may.
  const db = { ...test.app, limitsTimes: 1000 }
  const hasher = new PinHasher([{ id: 'p1', key: Buffer.alloc(32, 21) }], undefined, 64)
  const door = createPinDoor({ db, hasher, logger, now })
  const staff = createStaffDoor({ db, servicesOver: services, ways: { post: null, mailbox: null }, logger })
  const compose = composePortal(db, services, logger, { pin: { door, onLogin: () => Promise.resolve() }, staff })
  const portal = await startTestPortal({
    db,
    issuer: () => Promise.resolve({ url: new URL('http://localhost:1') }),
    events: events.router,
    ombud: () => Promise.resolve(testOmbud),
    partners: (origin) => {
      const keys = new KeySets({ loopbackAllowed: true })
      return partnerRoutes({ db, origin, keys, signing: null, servicesOver: services, logger, devServer: false })
    },
    files: pages.files,
    pages: express.Router().use(more(compose, test)).use(pages.handler(compose)),
  })

  async function logIn(saverId: string): Promise<string> {
    const token = newToken()
    const shown = { auth_time: Math.floor(Date.now() / 1000) }
    const idToken = `a.${Buffer.from(JSON.stringify(shown)).toString('base64url')}.c`
    await openSession(test.app, { tokenHash: hashToken(token), saverId, level: 'loa3', partnerId: null, idToken })
    return `__Host-session=${token}`
  }

  let contracts = 0
  async function collected(words: string): Promise<string> {
    const { saverId, created } = await findOrCreateSaver(test.app, { number: anyNumberOfTheSeventies(), name: words })
    if (!created) return collected(words)
    const contract = `A-${++contracts}`
    await asSaver(test.app, saverId, async (t) => {
      await addApproval(t, { version: termsVersion, channel: 'portal' })
      const created = await createCollection(t, {
        reason: 'first-visit',
        deadlineAt: new Date(Date.now() + 60_000),
        providers: [source],
      })
      const { original } = answered(contract)
      const insurer = { name: words, organisationNumber: '165560001234' }
      const holdings = [contractHolding(contract, { productName: words, insurer })] as const
      await storeAnswer(t, created?.retrievals[0]?.retrievalId ?? '', { kind: 'answered', holdings, original })
    })
    return saverId
  }

  /** `guest` joins what `inviter` has invited to. */
  async function share(inviter: string, guest: string): Promise<void> {
    const household = (await rooms.household.invite(inviter, randomUUID())) ?? ''
    await rooms.household.accept(guest, household)
    await rooms.household.confirm(inviter)
    await rooms.household.view(guest)
    for (const [giver, helper] of [
      [inviter, guest],
      [guest, inviter],
    ] as const) {
      const endsOn = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
      const given = await rooms.helpers.give(giver, { scope: 'forecast-and-plans', endsOn }, randomUUID())
      if (given.kind !== 'invited') throw new Error('No invitation')
      await rooms.helpers.accept(helper, given.code)
      const [one] = (await rooms.helpers.list(giver)).helpers
      await rooms.helpers.confirm(giver, one?.id ?? '')
      await rooms.helpers.list(giver)
    }
  }

  async function everything(saverId: string, words: string): Promise<void> {
    const entry = { what: 'inkomst', name: words, amount, from: age(65), to: null, taxed: true } as const
    await rooms.entries.add(saverId, entry)
    const items = (await rooms.forecast.view(saverId, {}))?.frame.items ?? []
    const contract = items.find(({ id }) => !id.startsWith('allman'))?.id ?? ''
    const choices = { retirementAge: age(66), contracts: { [contract]: { duration: 120 } } }
    const wish = { from: age(66), amount: 20_000, afterTax: false }
    const plan = await rooms.plans.save(saverId, { name: words.slice(0, 60), choices, wish })
    await rooms.corrections.report(saverId, contract, { what: 'belopp', words })
    await asSaver(test.app, saverId, async (t) => {
      const [errand] = await listErrands(t)
      await storeErrandReply(t, errand?.errandId ?? '', { kind: 'answered', answer: words })
    })
    await rooms.mine.change(saverId, { email: 'nagon@pension.example', notices: true })
    if (plan.kind !== 'saved') throw new Error('No plan')
    const { sends } = (await rooms.errands.planToSend(saverId, plan.planId)) ?? { sends: [] }
    const ready = sends.find(({ notSent }) => notSent === null)
    if (ready !== undefined) await rooms.errands.sendPlan(saverId, plan.planId, [ready])
  }

  return {
    test,
    portal,
    rooms,
    log: () => [...lines, ...portal.log],
    async saver(words) {
      const [saverId, friendId] = [await collected(words), await collected(words)]
      await everything(saverId, words)
      await everything(friendId, words)
      await share(saverId, friendId)
      return {
        saverId,
        friendId,
        cookie: await logIn(saverId),
        mailLinks: (['unsubscribe', 'confirm-email'] as const).map(
          (use) =>
            `/${use === 'unsubscribe' ? 'avregistrera' : 'bekrafta-e-post'}?kod=${makeCode(test.vault, use, saverId)}`,
        ),
      }
    },
    logIn,
    async kept(saverId) {
      const digest = createHash('sha256')
      const sql = openKnex(test.urls.superuser, 1)
      try {
        for (const table of await saverTablesOf(test)) {
          // Changes as often as the saver looks.
          if (table === 'session') continue
          const { rows } = await sql.raw<{ rows: { row: string }[] }>(
            `select t::text as row from ${table} t where saver_id = ? order by 1`,
            [saverId],
          )
          digest.update(`${table} ${rows.map(({ row }) => row).join('\n')}`)
        }
      } finally {
        await sql.destroy()
      }
      return digest.digest('hex')
    },
    async close() {
      await portal.close()
      await test.close()
    },
  }
}
