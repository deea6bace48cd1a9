/** The operator's commands `trace` and `providers`, as processes against a database. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { replaceWatchedCertificates } from '#server/db/certificate-watch.ts'
import { query } from '#server/db/database.ts'
import type { Exchange } from '#server/db/exchanges.ts'
import { addExchange } from '#server/db/exchanges.ts'
import { replaceProviders } from '#server/db/providers.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { providerEntry } from '#server/testing/examples.ts'
import type { CertificateOnFile } from '#providers/ssek/policy.ts'
import { runProgram } from './testing/command-process.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

const run = (program: 'trace' | 'providers', args: readonly string[], url = db.urls.owner) =>
  runProgram(program, args, { DATABASE_OWNER_URL: url })

const nowhere = 'postgres://portal_owner:x@127.0.0.1:1/portal'

test('trace prints the story of a transaction in the order of time', async () => {
  const txId = randomUUID()
  const exchange: Exchange = {
    beganAt: new Date('2026-11-22T05:00:00.000Z'),
    txId,
    providerId: 'lovar',
    direction: 'out',
    step: 'question',
    operation: 'hamtaForsakringar',
    ms: 120,
    bytesOut: 1200,
    bytesIn: 800,
    outcome: 'later',
    reason: null,
    ssekFault: null,
  }
  const delivered = {
    ...exchange,
    direction: 'in',
    step: 'delivery',
    operation: 'mislife',
    outcome: 'receipt',
    bytesIn: 9000,
    reason: 'answered',
  } as const
  const stranger = { ...delivered, providerId: null, operation: null, outcome: 'fault' } as const
  await addExchange(db.app.sql, { ...delivered, beganAt: new Date('2026-11-22T05:07:00.000Z') })
  await addExchange(db.app.sql, {
    ...stranger,
    beganAt: new Date('2026-11-22T05:01:00.000Z'),
    ssekFault: 'TxIdUnknown',
    reason: 'wrong-sender',
  })
  await addExchange(db.worker.sql, exchange)
  await addExchange(db.worker.sql, { ...exchange, txId: randomUUID() })
  const traced = run('trace', [txId.toUpperCase()])
  expect(traced).toMatchObject({ code: 0, said: '' })
  expect(traced.out.trimEnd().split('\n')).toEqual([
    '2026-11-22T05:00:00.000Z  out  lovar  hamtaForsakringar (question)  120 ms  1200 B out, 800 B in  later',
    '2026-11-22T05:01:00.000Z  in   unknown sender  unread (delivery)  120 ms  1200 B out, 9000 B in  fault: TxIdUnknown, wrong-sender',
    '2026-11-22T05:07:00.000Z  in   lovar  mislife (delivery)  120 ms  1200 B out, 9000 B in  receipt: answered',
  ])
})

test('trace ends with 1 for a TxId that nobody used, with 2 after wrong use and without a database', () => {
  expect(run('trace', [randomUUID()])).toMatchObject({ code: 1, out: '' })
  for (const args of [[], ['x'], [randomUUID(), randomUUID()]]) {
    expect(run('trace', args)).toMatchObject({ code: 2, out: '' })
  }
  expect(run('trace', [randomUUID()], nowhere)).toMatchObject({ code: 2, said: 'The database does not answer\n' })
})

test('providers list says of each who can be asked, and marks what asks for attention', async () => {
  const soon = (use: CertificateOnFile['use'], digit: string, days: number): CertificateOnFile => ({
    use,
    sha256: digit.repeat(64),
    validFrom: '2025-01-01T00:00:00.000Z',
    validTo: new Date(Date.now() + days * 86_400_000 + 3600_000).toISOString(),
  })
  const open = providerEntry('oppen', { flow: 'push', certificates: [soon('tls', '1', 61)] })
  const until = new Date(Date.now() + 7200_000)
  const closed = providerEntry('stangd', {
    maintenance: [{ kind: 'once', from: '2026-01-01T00:00:00.000Z', to: until.toISOString() }],
  })
  const away = providerEntry('borta')
  const off = providerEntry('av', { connected: false, certificates: [soon('tls', '2', 5)] })
  await replaceProviders(db.owner, [open, closed, off])
  const policy = run('providers', ['policy', 'oppen'])
  expect(policy).toMatchObject({ code: 0, said: '' })
  expect(policy.out).toMatch(/^<Policy .*<SupportsPush>true<\/SupportsPush>.*<\/Policy>\n$/)
  expect(run('providers', ['policy', 'okand'])).toMatchObject({ code: 2, out: '', said: 'No such provider: okand\n' })
  const calm = run('providers', ['list'])
  expect(calm).toMatchObject({ code: 0, said: '' })
  expect(calm.out).toContain('  oppen  Försäkring oppen: push, open, reachable; last exchange never\n')
  expect(calm.out).toContain('      tls     1111111111111111…  ends ')
  expect(calm.out).toMatch(/ends \d{4}-\d\d-\d\d, 61 days left\n/)
  expect(calm.out).toMatch(/ {2}stangd .*: sync, closed until \d{4}-\d\d-\d\d \d\d:\d\d, reachable;/)
  expect(calm.out).toContain('  av  Försäkring av: sync, not connected; last exchange never\n')
  expect(calm.out).toContain('  ours: not seen by a worker yet\n')

  await replaceProviders(db.owner, [{ ...open, certificates: [soon('tls', '1', 13), soon('tls', '3', 700)] }, away])
  await query(
    db.worker.sql,
    `insert into provider_circuit (provider_id, failures, open_until) values ('borta', 9, now() + interval '90 seconds')`,
  )
  const beganAt = new Date('2026-11-20T10:00:00.000Z')
  await db.worker.sql('exchange').insert({
    began_at: beganAt,
    provider_id: 'oppen',
    direction: 'out',
    step: 'question',
    ms: 1,
    bytes_in: 1,
    bytes_out: 1,
    outcome: 'answered',
  })
  const own = { ...soon('signing', 'a', -1), providerId: null, warning: 'ended', warnedAt: beganAt } as const
  await replaceWatchedCertificates(db.worker, [own], beganAt)
  const worried = run('providers', ['list'])
  expect(worried.code).toBe(1)
  const marked = worried.out.split('\n').filter((line) => line.startsWith('!'))
  expect(marked).toEqual([
    expect.stringMatching(/^! {5}tls {5}1{16}… .* 13 days left$/),
    expect.stringMatching(/^! borta .*: sync, open, not reached, tried again in (8|9)\d s; last exchange never$/),
    expect.stringMatching(/^! {5}signing a{16}… .* has ended$/),
  ])
  expect(worried.out).toContain('last exchange 2026-11-20T10:00:00.000Z\n')
})

test('providers ends with 2 after wrong use and without a database', () => {
  for (const args of [[], ['lista'], ['list', 'all'], ['policy']])
    expect(run('providers', args)).toMatchObject({ code: 2, out: '' })
  expect(run('providers', ['list'], nowhere)).toMatchObject({ code: 2, out: '' })
})
