/** POST /partner/data, what it answers with, and how a partner verifies it. */
import { generateKeyPairSync } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { JSONWebKeySet } from 'jose'
import { decodeProtectedHeader } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addApproval } from '#server/db/approvals.ts'
import { listAccesses } from '#server/db/access-log.ts'
import { latestCollection } from '#server/db/collections.ts'
import type { Database } from '#server/db/database.ts'
import { asSaver, openDatabase, query } from '#server/db/database.ts'
import { eraseSaver } from '#server/db/erasure.ts'
import { listPartnerUsage, switchPartner } from '#server/db/partners.ts'
import { replaceProviders } from '#server/db/providers.ts'
import { listRetrievals, storeAnswer } from '#server/db/retrievals.ts'
import { findOrCreateSaver } from '#server/db/savers.ts'
import type { TestPortal } from '#server/http/testing/portal.ts'
import { startTestPortal } from '#server/http/testing/portal.ts'
import { createLogger } from '#server/observability/logger.ts'
import { createServices } from '#server/rooms.ts'
import { createCollectionService } from '#server/services/collection/service.ts'
import { termsVersion } from '#server/services/saver/terms.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { answered, anyNumber, providerEntry } from '#server/testing/examples.ts'
import { withMeanwhile } from '#server/testing/meanwhile.ts'
import { KeySets } from './key-sets.ts'
import { partnerRoutes } from './routes.ts'
import { signedDataSchema } from './signed-data.ts'
import { openSigningKeys } from './signing-keys.ts'
import type { TestPartner } from './testing/partner.ts'
import { startTestPartner } from './testing/partner.ts'
import { InvalidSignedData, verifySignedData } from './verify.ts'

const number = anyNumber()
const pem = (key: ReturnType<typeof generateKeyPairSync>['privateKey']) =>
  key.export({ type: 'pkcs8', format: 'pem' }).toString()
const current = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const earlier = generateKeyPairSync('ed25519')
let db: TestDatabase
/** A web process of which all other connections are taken. */
let oneConnection: Database
let portal: TestPortal
let bank: TestPartner
let saverId: string
/** What happens just before the overview is read. */
let meanwhile: () => Promise<unknown> = () => Promise.resolve()
/** Through what it is read. */
let readThrough = (one: Database): Database => one

beforeAll(async () => {
  db = await testDatabase()
  oneConnection = openDatabase(db.urls.app, db.vault, { max: 1, waitMs: 2000 })
  await replaceProviders(db.owner, [providerEntry('bolaget')])
  bank = await startTestPartner(db.owner, 'banken', number.reveal())
  const signing = await openSigningKeys([
    pem(current.privateKey),
    earlier.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  ])
  const services = createServices({
    now: () => new Date(),
    operatorContact: null,
    erase: () => Promise.resolve(),
  })
  portal = await startTestPortal({
    db: oneConnection,
    issuer: () => Promise.resolve({ url: new URL('http://localhost:1') }),
    partners: (origin) =>
      partnerRoutes({
        // Who waits for a second connection while holding one waits in vain, as all would when many ask at once.
        db: oneConnection,
        origin,
        keys: new KeySets({ loopbackAllowed: true }),
        signing,
        servicesOver: (over) => {
          const all = services(readThrough(over))
          return { ...all, overviewWithSources: (asked) => meanwhile().then(() => all.overviewWithSources(asked)) }
        },
        logger: createLogger({ level: 'fatal', process: 'web' }),
        devServer: false,
      }),
  })
})
afterAll(async () => {
  await Promise.all([bank.close(), portal.close(), oneConnection.close()])
  await db.close()
})

async function ask(changes: Parameters<TestPartner['form']>[1] = {}) {
  const address = `${portal.origin}/partner/data`
  const response = await fetch(address, {
    method: 'POST',
    body: new URLSearchParams(await bank.form(address, changes)),
  })
  return { status: response.status, type: response.headers.get('content-type'), body: await response.text() }
}

const publishedKeys = async () =>
  (await (await fetch(`${portal.origin}/.well-known/jwks.json`)).json()) as JSONWebKeySet
const verified = async (jws: string, now = new Date(), audience: string | null = bank.partner.clientId) =>
  verifySignedData(jws, await publishedKeys(), { audience, now })
const log = () => asSaver(db.app, saverId, (t) => listAccesses(t, { most: 100 }))

describe('before anything may be given', () => {
  test('a customer who has never been here, and one who has not approved, are answered alike', async () => {
    const stranger = await ask()
    saverId = (await findOrCreateSaver(db.app, { number, name: 'Åsa Öström-Lindqvist' })).saverId
    expect(await ask()).toEqual(stranger)
    expect(stranger.status).toBe(403)
    expect(JSON.parse(stranger.body)).toMatchObject({ error: 'consent_required' })
    expect(await log()).toEqual([])
  })

  test('an older version of the terms does not do', async () => {
    await asSaver(db.app, saverId, (t) => addApproval(t, { version: '2020-01', channel: 'portal' }))
    expect((await ask()).status).toBe(403)
  })

  test('terms that an ombud has read out by telephone do not do', async () => {
    await asSaver(db.app, saverId, (t) => addApproval(t, { version: termsVersion, channel: 'ombud' }))
    expect((await ask()).status).toBe(403)
    expect(await log()).toEqual([])
  })

  test('before the first collection one is started', async () => {
    await asSaver(db.app, saverId, (t) => addApproval(t, { version: termsVersion, channel: 'portal' }))
    const none = await ask()
    expect([none.status, JSON.parse(none.body)]).toMatchObject([404, { error: 'not_collected_yet' }])
    expect((await log()).map(({ role, act }) => [role, act])).toEqual([['partner', 'collection-started']])
  })
})

describe('what is given', () => {
  let jws: string
  beforeAll(async () => {
    await createCollectionService({ db: db.app, termsVersion, now: () => new Date() }).start(saverId)
    await asSaver(db.worker, saverId, async (t) => {
      const collectionId = (await latestCollection(t))?.collectionId ?? ''
      for (const { retrievalId } of await listRetrievals(t, collectionId)) {
        await storeAnswer(t, retrievalId, answered('A-1'))
      }
    })
    const given = await ask({ customer: { jti: 'customer-12345' } })
    expect([given.status, given.type]).toEqual([200, 'application/jose; charset=utf-8'])
    jws = given.body
  })

  test('is signed, for that partner and that question, with sources, date and assumptions', async () => {
    const data = await verified(jws)
    expect(data).toMatchObject({
      iss: portal.origin,
      aud: bank.partner.clientId,
      customerAssertion: 'customer-12345',
      dataDate: '2026-10-31',
      sources: { answered: 1, of: 1, older: 0, states: [{ id: 'bolaget', state: 'answered' }] },
      contracts: [{ name: 'ITP 1 Traditionell', capital: 1_234_567 }],
      promise: false,
    })
    expect(data.assumptions.length).toBeGreaterThan(0)
    expect(data.monthly).toBeGreaterThan(0)
    expect(data.exp - data.iat).toBe(300)
    expect(JSON.stringify(data)).not.toContain(number.reveal())
    expect(JSON.stringify(data)).not.toContain('Öström')
  })

  test('is told in the saver’s log and counted', async () => {
    const [newest, before] = await log()
    expect(newest).toMatchObject({ role: 'partner', actorReference: 'banken', act: 'signed-data-given' })
    // Overview and sources are one read.
    expect(before?.act).not.toMatch(/-read$/)
    const usage = await listPartnerUsage(db.owner, 'banken')
    expect(usage.find(({ what }) => what === 'data')?.times).toBe(1)
  })

  test('is not given when it cannot be told in the log', async () => {
    await query(db.owner.sql, 'revoke insert on access_log from portal_app')
    expect((await ask()).status).toBe(500)
    await query(db.owner.sql, 'grant insert on access_log to portal_app')
    expect((await ask()).status).toBe(200)
  })

  test('is not given by a partner’s right that has ended in the middle of it', async () => {
    const given = (await log()).filter(({ act }) => act === 'signed-data-given').length
    meanwhile = () => switchPartner(db.owner, 'banken', false)
    const refused = await ask()
    meanwhile = () => Promise.resolve()
    await switchPartner(db.owner, 'banken', true)
    expect([refused.status, JSON.parse(refused.body)]).toMatchObject([400, { error: 'unauthorized_client' }])
    expect((await log()).filter(({ act }) => act === 'signed-data-given')).toHaveLength(given)
  })

  test('is of one moment, also where a source answers while it is read', async () => {
    await asSaver(db.worker, saverId, (t) => t.sql.query('update collection set settled_at = now()'))
    await replaceProviders(db.owner, [providerEntry('bolaget'), providerEntry('grannen')])
    await createCollectionService({ db: db.app, termsVersion, now: () => new Date() }).start(saverId)
    const answer = () =>
      asSaver(db.worker, saverId, async (t) => {
        const asked = await listRetrievals(t, (await latestCollection(t))?.collectionId ?? '')
        const neighbour = asked.find(({ providerId }) => providerId === 'grannen')?.retrievalId ?? ''
        await storeAnswer(t, neighbour, answered('G-1', 'G-2'))
      })
    readThrough = (one) => withMeanwhile(one, /from saver join saver_key/, answer)
    const first = await verified((await ask()).body)
    readThrough = (one) => one
    expect([first.sources.answered, first.sources.states.map(({ state }) => state), first.contracts.length]).toEqual([
      1,
      ['stored', 'waiting'],
      1,
    ])
    const next = await verified((await ask()).body)
    expect([next.sources.answered, next.sources.states.map(({ state }) => state), next.contracts.length]).toEqual([
      2,
      ['stored', 'answered'],
      3,
    ])
    expect(next.monthly).toBeGreaterThan(first.monthly)
  })

  test('changed on the way, for another, too old, or signed with another key: not verified', async () => {
    const [header = '', payload = '', signature = ''] = jws.split('.')
    const changed = Buffer.from(payload, 'base64url').toString().replace('"monthly":', '"monthly":9')
    const forged = [header, Buffer.from(changed).toString('base64url'), signature].join('.')
    await expect(verified(forged)).rejects.toThrow(InvalidSignedData)
    await expect(verified(jws, new Date(), 'https://andra.example')).rejects.toThrow('somebody else')
    await expect(verified(jws, new Date(Date.now() + 301_000))).rejects.toThrow('too old')
    const stranger = await openSigningKeys([pem(generateKeyPairSync('ed25519').privateKey)])
    await expect(verified((await stranger?.sign({ monthly: 1 })) ?? '')).rejects.toThrow('not signed by any')
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`
    await expect(verified(unsigned)).rejects.toThrow('not signed by any')
  })

  test('what was signed before a rotation is still verified', async () => {
    const before = await openSigningKeys([pem(earlier.privateKey)])
    const [, payload = ''] = jws.split('.')
    const old = await before?.sign(JSON.parse(Buffer.from(payload, 'base64url').toString()) as object)
    expect(decodeProtectedHeader(old ?? '').alg).toBe('EdDSA')
    expect((await verified(old ?? '')).aud).toBe(bank.partner.clientId)
  })

  test('of an account that is closed as it is asked is answered as of one who has never been here', async () => {
    meanwhile = () => eraseSaver(db.eraser, saverId)
    const refused = await ask()
    meanwhile = () => Promise.resolve()
    expect([refused.status, JSON.parse(refused.body)]).toMatchObject([403, { error: 'consent_required' }])
    expect(await ask()).toEqual(refused)
  })
})

test('the published keys are public ones, the one that signs first', async () => {
  const { keys } = await publishedKeys()
  expect(keys.map(({ kty, crv, alg }) => [kty, crv, alg])).toEqual([
    ['EC', 'P-256', 'ES256'],
    ['OKP', 'Ed25519', 'EdDSA'],
  ])
  for (const key of keys) expect(key).not.toHaveProperty('d')
})

test('the schema is published and written down', async () => {
  const published = (await (await fetch(`${portal.origin}/partner/overview.schema.json`)).json()) as unknown
  expect(published).toEqual(signedDataSchema())
  const written = await readFile(new URL('../../docs/partner-overview.schema.json', import.meta.url), 'utf8')
  expect(JSON.parse(written)).toEqual(signedDataSchema())
})

test('the schema says of each amount a month whether it is before or after tax', () => {
  const { properties } = signedDataSchema() as { readonly properties: Readonly<Record<string, unknown>> }
  const said = (field: string) => /before tax|after tax/.exec(JSON.stringify(properties[field]))?.[0]
  expect(['monthly', 'byPillar', 'years', 'contracts', 'monthlyAfterTax', 'lowerTax'].map(said)).toEqual([
    ...Array.from({ length: 4 }, () => 'before tax'),
    'after tax',
    'after tax',
  ])
})
