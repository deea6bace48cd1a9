/** What a saver does in one tab at the very instant when the account is closed in another: told as to one logged out. */
import type { RequestHandler } from 'express'
import express from 'express'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addDays } from '#forecasting/model/year-month.ts'
import { dayOf } from '#providers/swedish-clock.ts'
import { addresses, asked, may, operations } from './auth/authorisation.ts'
import { hashToken, newToken } from './auth/tokens.ts'
import type { ComposePortal } from './http/pages.ts'
import { builtPages } from './http/pages.ts'
import { composePortal } from './compose.ts'
import { addApproval } from './db/approvals.ts'
import { withClient } from './db/bootstrap.ts'
import { createCollection } from './db/collections.ts'
import { asSaver, query, SaverGone, tellingGone } from './db/database.ts'
import { eraseSaver } from './db/erasure.ts'
import { storeAnswer } from './db/retrievals.ts'
import { replaceProviders } from './db/providers.ts'
import { switchPartner } from './db/partners.ts'
import type { TestPartner } from './partner/testing/partner.ts'
import { startTestPartner } from './partner/testing/partner.ts'
import { openSession } from './db/sessions.ts'
import type { TestPortal } from './http/testing/portal.ts'
import { startTestPortal } from './http/testing/portal.ts'
import { createLogger } from './observability/logger.ts'
import { createServices } from './rooms.ts'
import { createMailLinks } from './services/mine/mail-links.ts'
import { makeCode } from './mail/links.ts'
import { termsVersion } from './services/saver/terms.ts'
import type { TestDatabase } from './testing/database.ts'
import { testDatabase } from './testing/database.ts'
import { saverTablesOf } from './testing/every-table.ts'
import { answered, anyNumber, anySaver, providerEntry } from './testing/examples.ts'
import { withMeanwhile } from './testing/meanwhile.ts'

const provider = providerEntry('bolaget')
const everyService = '/alla-tjanster'
const faults: string[] = []
let test: TestDatabase
let portal: TestPortal
let bank: TestPartner
let saverId: string
let cookie: string
/** What happens just before a service is used. */
let meanwhile: (() => Promise<unknown>) | null = null
let happened = 0

async function justBefore(): Promise<void> {
  if (meanwhile === null) return
  happened++
  await meanwhile()
}

beforeAll(async () => {
  test = await testDatabase()
  await replaceProviders(test.owner, [provider])
  bank = await startTestPartner(test.owner, 'banken', anyNumber().reveal())
  const logger = createLogger({
    level: 'warn',
    process: 'web',
    out: { write: (line) => (line.includes('"fault"') ? faults.push(line) : undefined) },
  })
  const servicesOver = createServices({
    now: () => new Date(),
    operatorContact: null,
    pinLetters: true,
    erase: () => Promise.resolve(),
  })
  const compose = composePortal(test.app, (db) => servicesOver(withMeanwhile(db, /^begin/, justBefore)), logger)
  const pages = await builtPages(new URL('../', import.meta.url))
  portal = await startTestPortal({
    db: test.app,
    issuer: () => Promise.resolve({ url: new URL('http://localhost:1') }),
    files: pages.files,
    pages: express.Router().all(everyService, callingEveryService(compose)).use(pages.handler(compose)),
  })
})
afterAll(async () => {
  await Promise.all([portal.close(), bank.close()])
  await test.close()
})
beforeEach(async () => {
  saverId = await anySaver(test.app)
  await asSaver(test.app, saverId, async (t) => {
    await addApproval(t, { version: termsVersion, channel: 'portal' })
    const deadlineAt = new Date(Date.now() + 60_000)
    const created = await createCollection(t, { reason: 'first-visit', deadlineAt, providers: [provider] })
    await storeAnswer(t, created?.retrievals[0]?.retrievalId ?? '', answered('A-1'))
  })
  const token = newToken()
  const idToken = [
    'e30',
    Buffer.from(JSON.stringify({ auth_time: Math.floor(Date.now() / 1000) })).toString('base64url'),
    'x',
  ]
  await openSession(test.app, {
    tokenHash: hashToken(token),
    saverId,
    level: 'loa3',
    partnerId: null,
    idToken: idToken.join('.'),
  })
  cookie = `__Host-session=${token}`
  happened = 0
  meanwhile = () => eraseSaver(test.eraser, saverId)
})
afterEach(async () => {
  meanwhile = null
  expect(await rowsLeft()).toEqual([])
})

/** Of the saver, in every table that names one. */
async function rowsLeft(): Promise<readonly string[]> {
  const tables = await saverTablesOf(test)
  return await withClient(test.urls.superuser, async (client) => {
    const left: string[] = []
    for (const table of tables) {
      const { rowCount } = await client.query(`select from ${table} where saver_id = $1`, [saverId])
      if (rowCount !== 0) left.push(table)
    }
    const jobs = await client.query(`select from graphile_worker._private_jobs where payload ->> 'saverId' = $1`, [
      saverId,
    ])
    return jobs.rowCount === 0 ? left : [...left, 'jobs']
  })
}

const services = operations.filter(
  (operation) =>
    may('saver', operation) &&
    operation.includes('.') &&
    !operation.startsWith('job.') &&
    !operation.startsWith('ombud.'),
)

/** Calls every service of the rooms, and tells what each was answered with. */
const callingEveryService =
  (compose: ComposePortal): RequestHandler =>
  (request, response, next) => {
    void (async () => {
      const { saver } = await compose(request, response)
      const answers: Record<string, unknown> = {}
      for (const operation of [...services, 'overview', 'collection', 'startCollection']) {
        const [room = '', name] = operation.split('.')
        const whole: unknown = Reflect.get(Object(saver), room)
        const act: unknown = name === undefined ? whole : Reflect.get(Object(whole), name)
        if (typeof act !== 'function') throw new TypeError(`${operation} is no service`)
        answers[operation] = await (Reflect.apply(act, undefined, given[operation] ?? []) as Promise<unknown>).then(
          () => 'answered',
          async (thrown: unknown) =>
            thrown instanceof Response ? [thrown.status, await thrown.clone().json()] : String(thrown),
        )
      }
      response.json(answers)
    })().catch(next)
  }

const id = '00000000-0000-4000-8000-000000000000'
const content = { what: 'inkomst', name: 'Hyra', amount: 1000, from: 780, to: null, taxed: true }
/** Where a service looks at what it is given before it asks the database. */
const given: Readonly<Record<string, readonly unknown[]>> = {
  'errands.sendPlan': [id, [{ contractId: id, start: '2040-01-01', duration: 60 }]],
  'entries.change': [{ entryId: id, version: 1 }, content],
  'entries.remove': [{ entryId: id, version: 1 }],
  'helpers.give': [{ scope: 'forecast', endsOn: addDays(dayOf(new Date()), 30) }, id],
}

it('every service', async () => {
  const answer = await fetch(`${portal.origin}${everyService}`, { headers: { cookie } })
  const answers = (await answer.json()) as Readonly<Record<string, unknown>>
  const others = Object.entries(answers).filter(([, told]) => JSON.stringify(told) !== '[401,{"refused":"expired"}]')
  expect(Object.keys(answers).length).toBeGreaterThan(40)
  expect(others).toEqual([])
})

const ask = async (path: string, form?: Readonly<Record<string, string>>) => {
  const answer = await fetch(`${portal.origin}${path}`, {
    headers: { cookie, Origin: portal.origin },
    redirect: 'manual',
    ...(form && { method: 'POST', body: new URLSearchParams(form) }),
  })
  const { status, headers } = answer
  return { status, taken: headers.getSetCookie(), location: headers.get('location'), body: await answer.text() }
}

describe('a page that shows what is the saver’s', () => {
  const pages = Object.keys(addresses).filter(
    (path) => asked('GET', path) !== 'public' && asked('GET', path) !== null && !/^\/(embed|ombud)/.test(path),
  )

  let reading = 0

  it.each(pages)('%s', async (path) => {
    const { status, taken, location, body } = await ask(path.replace(':format', 'json').replace(/:\w+\??/, id))
    // Some read nothing but who asks, which is read before.
    if (happened === 0) {
      meanwhile = null
      await eraseSaver(test.eraser, saverId)
      return
    }
    reading++
    expect(taken.join()).toMatch(/^__Host-session=;/)
    if (path === '/mina-uppgifter/utdrag/:format') {
      expect([status, location]).toEqual([303, '/mina-uppgifter/utdrag'])
      return
    }
    expect(status).toBe(401)
    if (/\/(svar|lage|handelser)$/.test(path)) return
    expect(body).toContain('<h1>Du är inte inloggad</h1>')
    expect(body).toContain('Du har varit borta en stund, eller loggat ut')
    expect(body).toContain('Logga in igen')
    expect(body).not.toMatch(/Logga ut|Öström/)
  })

  it('are nearly all of them', async () => {
    await eraseSaver(test.eraser, saverId)
    expect(reading).toBeGreaterThan(25)
  })
})

describe('a form', () => {
  it.each<readonly [string, Readonly<Record<string, string>>]>([
    ['/hamta', {}],
    ['/planer', { gor: 'spara', namn: 'Tidigt', val: 'alder=66-0' }],
    ['/egna-uppgifter/post?typ=inkomst', { namn: 'Hyra', belopp: '1000', fran: '65' }],
    ['/mina-uppgifter', { epost: 'nagon@pension.example', sprak: 'en', besked: 'ja' }],
    ['/mina-uppgifter/pin-kod', { gor: 'bestall' }],
    ['/mina-uppgifter/aterkalla', {}],
    ['/mina-uppgifter/inloggningar', {}],
    ['/mina-uppgifter/logg', {}],
    ['/familj/hushall', { gor: 'bekrafta' }],
    ['/om-dig', { version: '0', kommun: 'Umeå' }],
  ])('%s', async (path, form) => {
    const { status, taken, body } = await ask(path, form)
    expect(happened).toBeGreaterThan(0)
    expect([path, status]).toEqual([path, 401])
    expect(taken.join()).toMatch(/^__Host-session=;/)
    expect(body).toContain('<h1>Du är inte inloggad</h1>')
    expect(body).toContain('Du loggades ut innan du hann skicka formuläret, så inget sparades.')
  })
})

describe('what is under way', () => {
  it('waits for the closing, and is not kept', async () => {
    meanwhile = null
    const [erased, ending] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()]
    const erasing = asSaver(test.eraser, saverId, async (t) => {
      await query(t.sql, 'select portal.erase_saver()')
      erased.resolve(undefined)
      await ending.promise
    })
    await erased.promise
    const adding = asSaver(tellingGone(test.app), saverId, (t) => addApproval(t, { version: '2', channel: 'portal' }))
    const refused = expect(adding).rejects.toThrow(SaverGone)
    const waiting = `select from pg_locks l join pg_stat_activity a using (pid)
      where l.locktype = 'transactionid' and not l.granted and a.datname = current_database()`
    while ((await query(test.owner.sql, waiting)).length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    ending.resolve(undefined)
    await Promise.all([erasing, refused])
  })

  it('and is written where nothing waits for the closing is not kept either', async () => {
    const session = {
      tokenHash: hashToken(newToken()),
      saverId,
      level: 'loa2',
      partnerId: null,
      idToken: null,
    } as const
    const opening = asSaver(tellingGone(test.app), saverId, async (t) => {
      await openSession(t, session)
      await eraseSaver(test.eraser, saverId)
    })
    await expect(opening).rejects.toThrow(SaverGone)
  })
})

it.each([
  ['sv', 'Visningen är avslutad', 'Ladda om sidan du kom från'],
  ['en', 'This view has ended', 'Reload the page you came from'],
])(
  'a partner switched off in the middle of its page is told in words (%s), and how to go on',
  async (language, ...words) => {
    meanwhile = () => switchPartner(test.owner, 'banken', false)
    for (const path of ['/embed/oversikt', '/embed/prognos', '/embed/hamta']) {
      await switchPartner(test.owner, 'banken', true)
      const renewed = newToken()
      await openSession(test.app, {
        tokenHash: hashToken(renewed),
        saverId,
        level: 'loa3',
        partnerId: 'banken',
        idToken: null,
      })
      const answer = await fetch(`${portal.origin}${path}`, {
        headers: { cookie: `__Host-embed=${renewed}.frame.${language}.banken` },
      })
      const body = await answer.text()
      expect([path, answer.status]).toEqual([path, 403])
      for (const word of words) expect(body).toContain(word)
      expect(body).not.toMatch(/Sidan kunde inte visas|Öström/)
    }
    meanwhile = null
    await eraseSaver(test.eraser, saverId)
  },
)

it('links in mails are as those of an account that is closed', async () => {
  const links = createMailLinks(withMeanwhile(tellingGone(test.app), /^begin/, justBefore))
  expect(await links.confirmEmail(makeCode(test.vault, 'confirm-email', saverId))).toBe('not-valid')
  expect(await links.unsubscribe(makeCode(test.vault, 'unsubscribe', saverId))).toBe('unsubscribed')
})

it('another fault is told as it is', async () => {
  meanwhile = null
  await expect(asSaver(tellingGone(test.app), saverId, () => Promise.reject(new Error('other')))).rejects.toThrow(
    'other',
  )
  await eraseSaver(test.eraser, saverId)
})
