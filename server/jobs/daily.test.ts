import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { missingFiguresOf } from '#forecasting/year-figures.ts'
import { readRoots } from '#server/audit/roots.ts'
import { recordAccess } from '#server/db/access-log.ts'
import { withClient } from '#server/db/bootstrap.ts'
import { listWatchedCertificates } from '#server/db/certificate-watch.ts'
import { asSaver, query } from '#server/db/database.ts'
import { addExchange } from '#server/db/exchanges.ts'
import { replaceProviders } from '#server/db/providers.ts'
import { createLogger } from '#server/observability/logger.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { anySaver, providerEntry } from '#server/testing/examples.ts'
import type { CertificateOnFile } from '#providers/ssek/policy.ts'
import type { DailyDeps } from './daily.ts'
import { forgetEndedSharings, forgetOldExchanges, signAccessLog, watchCertificates, watchFigures } from './daily.ts'

const dayMs = 86_400_000
/** As they are written in the log. */
const [warn, error] = [40, 50]
const today = new Date('2026-11-22T03:10:00.000Z')
const inDays = (days: number): Date => new Date(today.getTime() + days * dayMs)
const ending = (use: CertificateOnFile['use'], digit: string, days: number): CertificateOnFile => ({
  use,
  sha256: digit.repeat(64),
  validFrom: inDays(-700).toISOString(),
  validTo: inDays(days).toISOString(),
})

let test: TestDatabase
let lines: Record<string, unknown>[] = []
beforeAll(async () => {
  test = await testDatabase()
})
afterAll(() => test.close())
beforeEach(() => {
  lines = []
})

const deps = (now: Date, ownCertificates: DailyDeps['ownCertificates'] = []): DailyDeps => ({
  db: test.worker,
  logger: createLogger({
    level: 'info',
    process: 'test',
    out: { write: (line) => lines.push(JSON.parse(line) as Record<string, unknown>) },
  }),
  now: () => now,
  ownCertificates,
  accessLogRoots: null,
})

it('says sixty and fourteen days before a certificate ends, once a day over all workers, and keeps it for the operator', async () => {
  const near = providerEntry('nara', { certificates: [ending('tls', '1', 60), ending('tls', '2', 61)] })
  const urgent = providerEntry('bratt', { certificates: [ending('signing', '3', 14), ending('tls', '4', 15)] })
  const gone = providerEntry('slut', { certificates: [ending('tls', '5', 0)] })
  const left = providerEntry('franslagen', { connected: false, certificates: [ending('tls', '6', 1)] })
  await replaceProviders(test.owner, [near, urgent, gone, left])
  const ours = [ending('tls', 'a', 30), ending('signing', 'b', 400)]
  await watchCertificates(deps(today, ours))
  const said = (entry: Record<string, unknown>) => [
    entry.level,
    entry.providerId,
    entry.use,
    entry.daysLeft,
    entry.isFollowed,
  ]
  expect(lines.map(said)).toEqual([
    [warn, null, 'tls', 30, false],
    [warn, 'nara', 'tls', 60, true],
    [warn, 'bratt', 'tls', 15, false],
    [error, 'bratt', 'signing', 14, false],
    [error, 'slut', 'tls', 0, false],
  ])
  expect(lines.every(({ event }) => event === 'certificate-ends')).toBe(true)
  const kept = async () =>
    (await listWatchedCertificates(test.owner)).map(({ providerId, sha256, warning, warnedAt }) => [
      providerId,
      sha256.charAt(0),
      warning,
      warnedAt?.toISOString(),
    ])
  expect(await kept()).toEqual([
    [null, 'a', '60-days', today.toISOString()],
    [null, 'b', null, undefined],
    ['bratt', '4', '60-days', today.toISOString()],
    ['bratt', '3', '14-days', today.toISOString()],
    ['nara', '1', '60-days', today.toISOString()],
    ['nara', '2', null, undefined],
    ['slut', '5', 'ended', today.toISOString()],
  ])

  lines = []
  await watchCertificates(deps(new Date(today.getTime() + 3600_000), ours))
  expect(lines).toEqual([])

  const next = inDays(1)
  await replaceProviders(test.owner, [near, urgent])
  await watchCertificates(deps(next, ours))
  expect(lines.map(said)).toHaveLength(5)
  expect(await kept()).toEqual([
    [null, 'a', '60-days', today.toISOString()],
    [null, 'b', null, undefined],
    ['bratt', '4', '14-days', next.toISOString()],
    ['bratt', '3', '14-days', today.toISOString()],
    ['nara', '1', '60-days', today.toISOString()],
    ['nara', '2', '60-days', next.toISOString()],
  ])
})

it.each([
  ['2026-11-30T12:00:00Z', []],
  // 31 December and 1 January in Sweden, of years that nobody has put in yet.
  ['2090-12-31T22:30:00Z', [[error, 2090]]],
  ['2090-12-31T23:30:00Z', [[error, 2091]]],
])('at %s says which figures of law are missing', (at, said) => {
  lines = []
  watchFigures(deps(new Date(at)))
  expect(lines.map(({ level, year }) => [level, year])).toEqual(said)
  for (const { event, terms } of lines) {
    expect(event).toBe('figures-missing')
    expect(terms).toContain('prisbasbelopp')
  }
})

it('warns from December on of the figures of the next year', () => {
  let last = 2026
  while (missingFiguresOf(last + 1).length === 0) last++
  const saidAt = (day: string) => {
    lines = []
    watchFigures(deps(new Date(`${last}-${day}`)))
    return lines.map(({ level, year }) => [level, year])
  }
  expect(saidAt('11-30T22:30:00Z')).toEqual([])
  expect(saidAt('11-30T23:30:00Z')).toEqual([[warn, last + 1]])
  expect(saidAt('12-31T22:30:00Z')).toEqual([[warn, last + 1]])
  expect(saidAt('12-31T23:30:00Z')).toEqual([[error, last + 1]])
})

it('forgets exchanges after ninety days, all of them and no others', async () => {
  const exchange = (beganAt: Date) =>
    addExchange(test.worker.sql, {
      beganAt,
      txId: null,
      providerId: null,
      direction: 'in',
      step: 'delivery',
      operation: null,
      ms: 1,
      bytesIn: 1,
      bytesOut: 1,
      outcome: 'refused',
      reason: null,
      ssekFault: null,
    })
  const ago = (days: number) => new Date(Date.now() - days * dayMs)
  await exchange(ago(89.9))
  await exchange(ago(90.1))
  await query(
    test.owner.sql,
    `insert into exchange (began_at, direction, step, ms, bytes_in, bytes_out, outcome)
     select now() - interval '100 days', 'in', 'delivery', 1, 1, 1, 'refused' from generate_series(1, 12000)`,
  )
  await forgetOldExchanges(deps(today))
  expect(lines).toMatchObject([{ event: 'exchanges-forgotten', rows: 12_001 }])
  expect(await query(test.owner.sql, 'select from exchange')).toHaveLength(1)
})

it('deletes what was shared to a day that is past, and says how many', async () => {
  const sharings = `insert into sharing (sharing_id, kind, scope, ends_on)
    values (gen_random_uuid(), 'helper', 'forecast', current_date - 3), (gen_random_uuid(), 'helper', 'forecast', current_date + 3)`
  await query(test.owner.sql, sharings)
  await forgetEndedSharings(deps(today))
  expect(lines).toMatchObject([{ event: 'sharings-forgotten', rows: 1 }])
  expect(await query(test.owner.sql, 'select from sharing')).toHaveLength(1)
})

it('signs the ends of the access log once a day, and adds nothing to files that do not hold', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'roots-'))
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const signing = (at: Date): DailyDeps => ({
    ...deps(at),
    accessLogRoots: { folder, key: privateKey, earlierKeys: [] },
  })
  const now = new Date()
  // The day on which summer time ends has twenty-five hours.
  const later = (days: number) => new Date(now.getTime() + days * 26 * 3600_000)
  const tomorrow = later(1)
  const saverId = await anySaver(test.app)
  const write = () => asSaver(test.app, saverId, (t) => recordAccess(t, { role: 'saver', act: 'logged-in' }))
  await write()
  await signAccessLog(signing(now))
  await signAccessLog(signing(now))
  expect([...(await readRoots(folder, [publicKey])).heads.values()].map(({ place }) => place)).toEqual([1])
  await write()
  await signAccessLog(signing(tomorrow))
  const roots = await readRoots(folder, [publicKey])
  expect([...roots.heads.values()].map(({ place }) => place)).toEqual([2])
  expect(roots).toMatchObject({ newestAt: tomorrow, faults: [] })
  const next = generateKeyPairSync('ed25519')
  await signAccessLog({ ...deps(later(2)), accessLogRoots: { folder, key: next.privateKey, earlierKeys: [publicKey] } })
  expect(await readRoots(folder, [publicKey, next.publicKey])).toMatchObject({ faults: [] })
  const names = await readdir(folder)
  expect(names).toHaveLength(3)
  await writeFile(join(folder, names[0] ?? ''), '{}')
  await signAccessLog(signing(later(3)))
  expect(await readdir(folder)).toHaveLength(3)
  expect(lines.at(-1)).toMatchObject({ level: error, event: 'access-log-roots-broken' })
  await rm(folder, { recursive: true })
})

it('deletes what is older than five years from the access log, after a mark of it is signed, and not without', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'roots-'))
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const saverId = await anySaver(test.app)
  for (let entry = 0; entry < 3; entry++) {
    await asSaver(test.app, saverId, (t) => recordAccess(t, { role: 'saver', act: 'logged-in' }))
  }
  const [{ id } = { id: '' }] = await asSaver(test.app, saverId, (t) =>
    query<{ id: string }>(t.sql, 'select chain_id as id from access_chain'),
  )
  await withClient(test.urls.superuser, (client) =>
    client.query(
      `update access_log set written_at = now() - interval '5 years 1 day' where chain_id = $1 and place < 3`,
      [id],
    ),
  )
  const left = () => query(test.owner.sql, 'select from access_log where chain_id = ?', [id])
  await writeFile(join(folder, '2026-11-21T020000000Z.json'), '{}')
  await signAccessLog({ ...deps(new Date()), accessLogRoots: { folder, key: privateKey, earlierKeys: [] } })
  expect(await left()).toHaveLength(3)
  await rm(join(folder, '2026-11-21T020000000Z.json'))
  await signAccessLog({ ...deps(new Date()), accessLogRoots: { folder, key: privateKey, earlierKeys: [] } })
  expect(await left()).toHaveLength(1)
  expect((await readRoots(folder, [publicKey])).marks.get(id)?.place).toBe(2)
  expect(lines.at(-1)).toMatchObject({ event: 'accesses-forgotten', rows: 2 })
  await rm(folder, { recursive: true })
})
