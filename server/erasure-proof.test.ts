/**
 * The proof of erasure: a saver lives with real web and worker processes and simulated providers, closes the account,
 * and is searched for in everything that is left: a text COPY of every table, the queue, and what the processes logged.
 *
 * Needs the built pages (remix vite:build), as server/authorisation.test.ts.
 */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { createHash, createHmac, generateKeyPairSync, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { holdingToText } from '#forecasting/model/stored.ts'
import { PersonalNumber } from '#providers/personal-number.ts'
import { testPerson } from '#providers/simulator/persons.ts'
import type { Simulator } from '#providers/simulator/start.ts'
import { startSimulator } from '#providers/simulator/start.ts'
import { certificateFor, portalParty, signingParty } from '#scripts/local-ca.ts'
import { issueLocalCertificates } from '#scripts/local-certificates.ts'
import { freePort } from '#scripts/ports.ts'
import { hashToken, newToken } from './auth/tokens.ts'
import { Vault } from './crypto/vault.ts'
import { listAccesses } from './db/access-log.ts'
import { addApproval } from './db/approvals.ts'
import { withClient } from './db/bootstrap.ts'
import { latestCollection } from './db/collections.ts'
import type { Database } from './db/database.ts'
import { asSaver, openDatabase } from './db/database.ts'
import { listCurrentHoldings } from './db/holdings.ts'
import { replaceProviders } from './db/providers.ts'
import { addRecord } from './db/saver-records.ts'
import { findOrCreateSaver } from './db/savers.ts'
import { openSession } from './db/sessions.ts'
import type { OwnEntryContent } from './services/api/entries.ts'
import { termsVersion } from './services/saver/terms.ts'
import type { TestDatabase } from './testing/database.ts'
import { testDatabase } from './testing/database.ts'
import { fillEverySaverTable } from './testing/every-table.ts'
import { copyEveryTable, formsOf, searchFolders, writtenNumbers } from './testing/traces.ts'

const keys = { master: randomBytes(32), number: randomBytes(32), log: randomBytes(32) }
const email = 'asa.hemlig@example.org'
const ownValue = '987654321'
const { number: twelve, givenName, familyName } = testPerson('mixed-career')

let folder: string
let test: TestDatabase
let app: Database
let origin: string
let simulator: Simulator
const running: ChildProcess[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'proof-'))
  await issueLocalCertificates(folder)
  const ours = await certificateFor(folder, 'portal', portalParty)
  const signing = await certificateFor(folder, 'portal-signing', signingParty(portalParty, 'ecdsa'))
  const signingKey = join(folder, 'log-signing.key')
  await writeFile(signingKey, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }))
  for (const name of ['logs', 'mails', 'roots']) await mkdir(join(folder, name))
  test = await testDatabase()
  app = openDatabase(
    test.urls.app,
    new Vault([{ id: 'k1', key: keys.master }], keys.number, [{ id: 'l1', key: keys.log }]),
  )
  const [port, smtpPort] = [await freePort(), await freePort()]
  origin = `http://localhost:${port}`
  const common = {
    LOG_LEVEL: 'trace',
    PORTAL_ORIGIN: origin,
    ENCRYPTION_KEYS: `k1:${keys.master.toString('base64')}`,
    NUMBER_HASH_KEY: keys.number.toString('base64'),
    ACCESS_LOG_KEYS: `l1:${keys.log.toString('base64')}`,
    SSEK_ORGANISATION_NUMBER: portalParty.organisationNumber,
    SSEK_TLS_CERT_FILE: ours.certFile,
    SSEK_TLS_KEY_FILE: ours.keyFile,
    SSEK_CA_FILE: join(folder, 'ca.crt'),
    SSEK_SIGNING_CERT_FILE: signing.certFile,
    SSEK_SIGNING_KEY_FILE: signing.keyFile,
    STOP_WHEN_STDIN_CLOSES: '1',
  }
  await run('scripts/local-mail.ts', { SMTP_PORT: String(smtpPort), MAIL_DIR: join(folder, 'mails') })
  const { callbackPort } = await run('server/main.ts', {
    ...common,
    PORT: String(port),
    SSEK_CALLBACK_PORT: '0',
    DATABASE_URL: test.urls.app,
    DATABASE_ERASER_URL: test.urls.eraser,
    // The session is opened by hand.
    EID_ISSUER: 'http://localhost:1',
    EID_CLIENT_ID: 'portal',
    EID_CLIENT_SECRET: 'a secret of the tests only',
  })
  simulator = await startSimulator({
    caDir: folder,
    ports: 'free',
    clockFactor: 100,
    callbackUrl: `https://127.0.0.1:${String(callbackPort)}/`,
  })
  await replaceProviders(test.owner, simulator.entries)
  await run('server/worker.ts', {
    ...common,
    DATABASE_WORKER_URL: test.urls.worker,
    SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
    MAIL_FROM: 'portal@example.org',
    NOTICE_DELAY_SECONDS: '0',
    ACCESS_LOG_ROOTS_DIR: join(folder, 'roots'),
    ACCESS_LOG_SIGNING_KEY_FILE: signingKey,
  })
}, 60_000)
afterAll(async () => {
  await stopAll()
  await simulator.close()
  await app.close()
  await test.close()
  await rm(folder, { recursive: true })
})

/** @returns the line it says when it is ready */
async function run(
  script: string,
  env: Omit<NodeJS.ProcessEnv, 'NODE_ENV'>,
): Promise<Readonly<Record<string, unknown>>> {
  const child = spawn(process.execPath, [script], {
    env: { ...env, NODE_ENV: 'test' },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  running.push(child)
  child.stderr.pipe(createWriteStream(join(folder, 'logs', `${script.replaceAll('/', '-')}.log`)))
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${script} ended (${String(code)}) before it was ready`)
  })
  const [line] = (await Promise.race([once(createInterface(child.stdout), 'line'), ended])) as [string]
  return JSON.parse(line) as Readonly<Record<string, unknown>>
}

async function stopAll(): Promise<void> {
  await Promise.all(
    running.splice(0).map(async (child) => {
      const closed = once(child, 'close')
      child.kill('SIGTERM')
      await closed
    }),
  )
}

async function visit(cookie: string, path: string, form?: Readonly<Record<string, string>>): Promise<number> {
  const answer = await fetch(`${origin}${path}`, {
    redirect: 'manual',
    headers: { cookie, origin, accept: 'text/html' },
    ...(form && { method: 'POST', body: new URLSearchParams(form) }),
  })
  await answer.arrayBuffer()
  return answer.status
}

/** In a text copy of every table. */
async function inTables(forms: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const copied = await copyEveryTable(test.urls.superuser)
  const names = await readdir(copied)
  expect(names).toEqual(expect.arrayContaining(['public.saver_p00', 'graphile_worker._private_jobs']))
  const found = await searchFolders([copied], forms)
  await rm(copied, { recursive: true })
  return found
}

const pages = [
  '/oversikt',
  '/prognos',
  '/planer',
  '/planer/planerare',
  '/sa-raknade-vi',
  '/forandringar',
  '/familj',
  '/hjalper',
  '/egna-uppgifter',
  '/om-dig',
  '/mina-uppgifter',
  '/mina-uppgifter/logg',
  '/hamta',
]

it(
  'leaves nothing of a saver in any table, the queue, or what web and worker have logged',
  { timeout: 120_000 },
  async () => {
    const number = PersonalNumber.parse(twelve)
    if (number === null) throw new Error('Not a number')
    const { saverId } = await findOrCreateSaver(app, { number, name: `${givenName} ${familyName}` })
    const token = newToken()
    const shown = { auth_time: Date.now() / 1000, 'https://id.oidc.se/claim/personalIdentityNumber': twelve }
    const idToken = `a.${Buffer.from(JSON.stringify(shown)).toString('base64url')}.c`
    const session = { tokenHash: hashToken(token), saverId, level: 'loa3', partnerId: null, idToken } as const
    await openSession(app, session)
    await asSaver(app, saverId, async (t) => {
      await addApproval(t, { version: termsVersion, channel: 'portal' })
      const entry: OwnEntryContent = {
        what: 'sparande',
        name: 'Hemligt sparande',
        returnPercent: null,
        value: Number(ownValue),
        date: '2026-10-31',
        saved: 0,
        from: null,
        months: 120,
      }
      await addRecord(t, 'own-entry', entry)
    })
    const cookie = `__Host-session=${token}`

    expect(await visit(cookie, '/hamta', {})).toBe(303)
    const collection = () => asSaver(app, saverId, (t) => latestCollection(t))
    await expect.poll(async () => (await collection())?.settledAt ?? null, { timeout: 60_000 }).not.toBeNull()
    expect(await visit(cookie, '/mina-uppgifter', { epost: email, sprak: 'en', besked: 'ja' })).toBe(303)
    const mailed = async () => (await readFile(join(folder, 'mails', '00001.eml'), 'utf8').catch(() => '')).length
    await expect.poll(mailed, { timeout: 20_000 }).toBeGreaterThan(0)
    for (const path of pages) expect([path, await visit(cookie, path)]).toEqual([path, 200])
    // What is refused, and what is no address, is logged too.
    await visit(cookie, `/finns-inte/${twelve}?nummer=${twelve}`)
    await visit(cookie, '/mina-uppgifter', { epost: `${email} ${twelve}`, sprak: 'en' })

    const holdings = await asSaver(app, saverId, (t) => listCurrentHoldings(t))
    const texts = holdings.map(({ holding }) => holdingToText(holding)).join('\n')
    // Of fewer than seven digits one could be a port or a part of a second by chance.
    const figures = [...texts.matchAll(/"\$dec":"(\d{5,}(?:\.\d+)?)"/g)]
      .map(([, figure = '']) => figure)
      .filter((figure) => figure.replace('.', '').length >= 7)
    const contracts = [...texts.matchAll(/"contractNumber":"([^"]+)"/g)].map(([, contract = '']) => contract)
    expect([figures.length > 10, contracts.length > 5]).toEqual([true, true])
    const filled = await fillEverySaverTable(test, saverId, app)
    const marks = filled.flatMap(({ table, marks: those }) => (table === 'tx_route' ? [] : those))
    const secrets = [
      ...writtenNumbers(number),
      `${givenName} ${familyName}`,
      familyName,
      email,
      'Hemligt sparande',
      ownValue,
      saverId,
      token,
      idToken,
      ...new Set([...figures, ...contracts]),
      ...marks,
    ]
    const forms = formsOf(secrets, Object.values(keys))
    const [last] = await asSaver(app, saverId, (t) => listAccesses(t, { most: 1 }))

    const before = await inTables(forms)
    for (const place of ['saver_identity', 'session', '_private_jobs', 'saver_record', 'holding']) {
      expect(
        before.some((found) => found.includes(place)),
        place,
      ).toBe(true)
    }

    expect(await visit(cookie, '/mina-uppgifter/avsluta', { ord: 'AVSLUTA' })).toBe(303)
    // With a session that is no more: answered with the page that asks for a login.
    await visit(cookie, '/oversikt')
    await stopAll()

    const logs = join(folder, 'logs')
    expect((await readFile(join(logs, 'server-main.ts.log'), 'utf8')).split('\n').length).toBeGreaterThan(20)
    expect((await readFile(join(logs, 'server-worker.ts.log'), 'utf8')).split('\n').length).toBeGreaterThan(20)
    expect(await inTables(forms)).toEqual([])
    expect(await searchFolders([logs, join(folder, 'roots')], forms)).toEqual([])
    // What is left by intent: the log under its reference, and nothing that says whose it was.
    const left = await inTables(
      new Map([
        [last?.chainId ?? '', 'reference'],
        ['account-closed', 'end'],
      ]),
    )
    expect(left).toEqual(['public.access_log: reference', 'public.access_log: end'])
    // Mails are the saver's own: an address, and no number, name or figure.
    const inMails = formsOf(
      secrets.filter((secret) => secret !== email),
      Object.values(keys),
    )
    expect(await searchFolders([join(folder, 'mails')], inMails)).toEqual([])

    for (const [what, leak] of Object.entries(leaksOf(number, saverId))) {
      await withClient(test.urls.superuser, (client) => client.query(leak.sql, [leak.value]))
      expect([what, (await inTables(forms)).length > 0]).toEqual([what, true])
      await withClient(test.urls.superuser, (client) => client.query(leak.undo))
    }
    await writeFile(join(logs, 'planted.log'), `{"msg":"failed for ${twelve.slice(2, 8)}-${twelve.slice(-4)}"}\n`)
    expect(await searchFolders([logs], forms)).toHaveLength(1)
  },
)

/** Each would be a leak; the search must see it. */
function leaksOf(number: PersonalNumber, saverId: string) {
  const job = {
    sql: `insert into graphile_worker._private_jobs (task_id, payload) values (1, json_build_object('why', $1::text))`,
    undo: `delete from graphile_worker._private_jobs where payload ->> 'why' is not null`,
  }
  const counted = {
    sql: `insert into use_count values ('leak', $1, now(), now() + interval '1 day', 1)`,
    undo: `delete from use_count where scope = 'leak'`,
  }
  const hyphened = `${number.reveal().slice(2, 8)}-${number.reveal().slice(-4)}`
  return {
    'a number in a job': { ...job, value: `for ${hyphened}` },
    'a name in a job': { ...job, value: `${givenName} ${familyName}` },
    'a figure in a job': { ...job, value: `sum ${ownValue}` },
    'a saver in a job': { ...job, value: saverId },
    'the SHA-256 of a number': { ...counted, value: createHash('sha256').update(hyphened).digest() },
    'the keyed hash of a number': {
      ...counted,
      value: createHmac('sha256', keys.number).update(number.reveal()).digest(),
    },
  }
}
