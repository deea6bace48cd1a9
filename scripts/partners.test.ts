/** The operator's commands `partners` and `verify`, as processes. */
import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Environment } from '#server/config/environment.ts'
import { countPartnerUse, findPartner } from '#server/db/partners.ts'
import type { SignedData } from '#server/partner/signed-data.ts'
import { openSigningKeys } from '#server/partner/signing-keys.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { runProgram } from './testing/command-process.ts'

let db: TestDatabase
let folder: string
beforeAll(async () => {
  db = await testDatabase()
  folder = mkdtempSync(join(tmpdir(), 'partners-'))
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await db.close()
})

const run = (program: 'partners' | 'verify', args: readonly string[], env: Environment = {}) =>
  runProgram(program, args, { DATABASE_OWNER_URL: db.urls.owner, ...env })

function fileWith(content: unknown): string {
  const file = join(folder, `${randomUUID()}.json`)
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

const bank = {
  id: 'banken',
  name: 'Banken',
  clientId: 'https://banken.example',
  jwksUrl: 'https://banken.example/jwks.json',
  frameOrigins: ['https://banken.example'],
  theme: { accent: '#0f4a41', accentDark: '#8fd3c1' },
  perMinute: 60,
  perDay: 1000,
}

test('a partner is added, changed, switched off and on, and its use is told by day', async () => {
  expect(run('partners', ['list']).out).toBe('No partners\n')
  expect(run('partners', ['add', fileWith(bank)])).toEqual({ code: 0, out: 'banken is in the register\n', said: '' })
  expect(run('partners', ['list']).out).toBe('banken  Banken: on; https://banken.example; 60 a minute, 1000 a day\n')
  expect(run('partners', ['off', 'banken']).code).toBe(0)
  // New particulars do not switch it on again.
  expect(run('partners', ['add', fileWith({ ...bank, perMinute: 90 })]).code).toBe(0)
  expect(await findPartner(db.app, { id: 'banken' })).toMatchObject({ enabled: false, perMinute: 90 })
  expect(run('partners', ['on', 'banken']).out).toBe('banken is on\n')
  expect(run('partners', ['usage', 'banken']).out).toBe('Nothing yet\n')
  for (const use of ['ticket', 'ticket', 'visit'] as const) await countPartnerUse(db.app, 'banken', use)
  expect(run('partners', ['usage', 'banken']).out).toMatch(/^(\d{4}-\d\d-\d\d) {2}ticket {2}2\n\1 {2}visit {2}1\n$/)
}, 60_000)

test('a partner that cannot be taken is refused in words', () => {
  const pale = run('partners', ['add', fileWith({ ...bank, theme: { accent: '#ffd400', accentDark: '#8fd3c1' } })])
  expect(pale).toMatchObject({ code: 1, out: '' })
  expect(pale.said).toContain('contrast 1.')
  expect(run('partners', ['add', fileWith('{')]).said).toContain('is not a readable JSON file')
  const here = { ...bank, jwksUrl: 'http://127.0.0.1:4000/jwks.json' }
  expect(run('partners', ['add', fileWith(here)], { NODE_ENV: 'production' }).said).toContain('https address')
})

test('wrong use, an unknown partner and no database end with 2', () => {
  for (const args of [[], ['lista'], ['list', 'all'], ['add'], ['off'], ['off', 'ingen'], ['usage', 'ingen']]) {
    expect(run('partners', args).code, args.join(' ')).toBe(2)
  }
  const nowhere = { DATABASE_OWNER_URL: 'postgres://portal_owner:x@127.0.0.1:1/portal' }
  expect(run('partners', ['list'], nowhere).code).toBe(2)
}, 60_000)

const now = Math.floor(Date.now() / 1000)
const data: SignedData = {
  iss: 'https://pension.example',
  aud: 'https://banken.example',
  iat: now,
  exp: now + 300,
  customerAssertion: 'abcdefgh',
  format: '1',
  dataDate: '2026-10-31',
  sources: { answered: 29, of: 31, older: 0, states: [] },
  collectionUnderWay: false,
  retirementAge: 816,
  firstMonth: '2048-01',
  monthly: 30_100,
  monthlyAfterTax: 24_600,
  lowerTax: { monthlyAfterTax: 27_100, from: '2049-01' },
  byPillar: [],
  years: [],
  contracts: [],
  assumptions: ['municipality-average'],
  restsOnProjectedLaw: true,
  promise: false,
}

test('signed data is verified by the published keys, and told in a few lines', async () => {
  const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
  const signing = await openSigningKeys([key.export({ type: 'pkcs8', format: 'pem' }).toString()])
  const keys = fileWith(signing?.published)
  const jws = (await signing?.sign(data)) ?? ''
  const good = run('verify', [fileWith(jws), '--keys', keys, '--audience', 'https://banken.example'])
  expect(good).toMatchObject({ code: 0, said: '' })
  expect(good.out).toContain('Signed by https://pension.example for https://banken.example')
  expect(good.out).toContain('30100 kr a month before tax from 2048-01, figures from 2026-10-31')
  expect(good.out).toContain('29 of 31 sources')
  expect(run('verify', [fileWith(`${jws}x`), '--keys', keys])).toMatchObject({ code: 1, out: '' })
  expect(run('verify', [fileWith(jws), '--keys', keys, '--audience', 'https://andra.example']).code).toBe(1)
  const old = (await signing?.sign({ ...data, exp: now - 1 })) ?? ''
  expect(run('verify', [fileWith(old), '--keys', keys]).said).toContain('too old')
  expect(run('verify', []).code).toBe(2)
  expect(run('verify', [fileWith(jws), '--keys', join(folder, 'none')]).code).toBe(2)
}, 60_000)
