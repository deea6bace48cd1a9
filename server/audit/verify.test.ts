/** Each way of tampering with the access log is planted in a real database and found. */
import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { AccessEntry } from '#server/db/access-log.ts'
import {
  chainBegin,
  chainedText,
  listAccesses,
  listChainHeads,
  readWholeLog,
  recordAccess,
} from '#server/db/access-log.ts'
import type { Database } from '#server/db/database.ts'
import { asSaver, openDatabase, query } from '#server/db/database.ts'
import { Vault } from '#server/crypto/vault.ts'
import { anySaver } from '#server/testing/examples.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase, testVault } from '#server/testing/database.ts'
import { addRoots, readRoots, readSince } from './roots.ts'
import { verifyAccessLog } from './verify.ts'

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
let test: TestDatabase
/** Past all rights: the owner itself has none to change an entry. */
let tamperer: Database
let folder: string
let saverId: string
let chainId: string
/** When the test looks; the ends are signed a little before. */
const soon = () => new Date(Date.now() + 1000)

beforeAll(async () => {
  test = await testDatabase()
  tamperer = openDatabase(test.urls.superuser, testVault)
})
afterAll(async () => {
  await tamperer.close()
  await test.close()
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'roots-'))
  await query(test.owner.sql, 'truncate access_log, access_chain')
  saverId = await anySaver(test.app)
  await write(saverId, 3)
  await write(await anySaver(test.app), 2)
  chainId = (await entriesOf(saverId))[0]?.chainId ?? ''
  await signEnds()
})
afterEach(() => rm(folder, { recursive: true }))

async function write(whose: string, count: number): Promise<void> {
  for (let number = 0; number < count; number++) {
    await asSaver(test.app, whose, (t) =>
      recordAccess(t, {
        role: 'ombud',
        actorReference: 'staff-7',
        act: 'overview-read',
        reason: 'consent-by-telephone',
      }),
    )
  }
}

const entriesOf = (whose: string): Promise<readonly AccessEntry[]> =>
  asSaver(test.app, whose, (t) => listAccesses(t, { most: 100 }))

async function signEnds(at = new Date()): Promise<void> {
  const before = await readRoots(folder, publicKey)
  await addRoots(folder, privateKey, before, await listChainHeads(test.worker, readSince(before)), at)
}

const verified = async (now = soon()) =>
  await verifyAccessLog(readWholeLog(test.owner.sql, 2), testVault.accessLog, await readRoots(folder, publicKey), now)

it('finds nothing in a log as it was written, and what came after the ends were signed is checked too', async () => {
  await write(saverId, 2)
  expect(await verified()).toEqual({ entries: 7, chains: 2, faults: [] })
  await signEnds(new Date(Date.now() + 5))
  expect(await verified()).toEqual({ entries: 7, chains: 2, faults: [] })
})

it('finds a changed row', async () => {
  await query(tamperer.sql, `update access_log set actor_reference = 'staff-8' where chain_id = ? and place = 2`, [
    chainId,
  ])
  expect((await verified()).faults).toEqual([{ kind: 'changed', chainId, place: 2 }])
})

it.each(['written_at', 'role', 'act', 'reason', 'consent_id'])('finds a change of %s', async (column) => {
  const value = {
    written_at: `written_at - interval '1 millisecond'`,
    role: `'partner'`,
    act: `'forecast-read'`,
    reason: 'null',
    consent_id: 'gen_random_uuid()',
  }[column]
  await query(tamperer.sql, `update access_log set ${column} = ${value ?? ''} where chain_id = ? and place = 3`, [
    chainId,
  ])
  expect((await verified()).faults).toEqual([{ kind: 'changed', chainId, place: 3 }])
})

it('finds a deleted middle, also when the rest was moved up', async () => {
  await query(tamperer.sql, 'delete from access_log where chain_id = ? and place = 2', [chainId])
  expect((await verified()).faults).toEqual([{ kind: 'gap', chainId, place: 3 }])
  await query(tamperer.sql, 'update access_log set place = 2 where chain_id = ? and place = 3', [chainId])
  expect((await verified()).faults).toContainEqual({ kind: 'changed', chainId, place: 2 })
})

it('finds a tail that was cut off', async () => {
  await query(tamperer.sql, 'delete from access_log where chain_id = ? and place = 3', [chainId])
  expect((await verified()).faults).toEqual([{ kind: 'cut', chainId, place: 2 }])
})

it('finds that a whole chain is gone', async () => {
  await query(tamperer.sql, 'delete from access_log where chain_id = ?', [chainId])
  expect((await verified()).faults).toEqual([{ kind: 'chain-gone', chainId }])
})

it('finds a chain made anew with the right key', async () => {
  const entries = (await entriesOf(saverId)).toReversed()
  let before: Buffer = chainBegin
  for (const entry of entries) {
    const forged = { ...entry, actorReference: 'staff-9' }
    const { mac } = testVault.accessLog.mac(chainedText(forged, before))
    await query(tamperer.sql, 'update access_log set actor_reference = ?, mac = ? where chain_id = ? and place = ?', [
      'staff-9',
      mac,
      chainId,
      entry.place,
    ])
    before = mac
  }
  expect((await verified()).faults).toEqual([{ kind: 'made-anew', chainId, place: 3 }])
})

it('believes no file that was changed, taken out, or signed by another', async () => {
  await write(saverId, 1)
  await signEnds(new Date(Date.now() + 5))
  const [first = '', second = ''] = (await readdir(folder)).toSorted()
  const text = await readFile(join(folder, first), 'utf8')
  await writeFile(join(folder, first), text.replace(/,3,/, ',2,'))
  expect((await verified()).faults).toContainEqual({ kind: 'roots', what: `${first} is not signed by our key` })
  await rm(join(folder, first))
  expect((await verified()).faults).toContainEqual({ kind: 'roots', what: `${second} does not follow the one before` })
  const other = generateKeyPairSync('ed25519')
  await rm(join(folder, second))
  await addRoots(folder, other.privateKey, await readRoots(folder, publicKey), [], new Date())
  expect((await verified()).faults).toContainEqual(expect.objectContaining({ kind: 'roots' }))
})

it('tells when the ends have not been signed for two days', async () => {
  expect((await verified(new Date(Date.now() + 2.1 * 86_400_000))).faults).toEqual([
    { kind: 'roots', what: 'the newest signed ends are missing or older than two days' },
  ])
})

it('lets web and worker neither change nor remove an entry, nor see another saver’s', async () => {
  for (const db of [test.app, test.worker, test.eraser]) {
    for (const statement of ['update access_log set place = place', 'delete from access_log', 'truncate access_log']) {
      await expect(asSaver(db, saverId, (t) => query(t.sql, statement))).rejects.toMatchObject({ code: '42501' })
    }
    const other = await anySaver(test.app)
    expect(await asSaver(db, other, (t) => query(t.sql, 'select from access_log'))).toEqual([])
    await expect(
      asSaver(db, other, (t) =>
        query(
          t.sql,
          `insert into access_log (chain_id, place, written_at, role, act, key_id, mac)
           values (?, 99, now(), 'saver', 'logged-in', 'log-test', ?)`,
          [chainId, Buffer.alloc(32)],
        ),
      ),
    ).rejects.toMatchObject({ code: '42501' })
  }
})

it('refuses what it cannot log', async () => {
  const keyless = openDatabase(
    test.urls.app,
    new Vault([{ id: 'test', key: Buffer.alloc(32, 7) }], Buffer.alloc(32, 8)),
  )
  const read = asSaver(keyless, saverId, async (t) => {
    await recordAccess(t, { role: 'helper', actorReference: 'h-1', act: 'overview-read' })
    return 'figures'
  })
  await expect(read).rejects.toMatchObject({ name: 'NoAccessLogKey' })
  await keyless.close()
})

it('keeps one chain whole when many write at once', async () => {
  await Promise.all(Array.from({ length: 12 }, () => write(saverId, 1)))
  expect((await entriesOf(saverId)).map(({ place }) => place)).toEqual(Array.from({ length: 15 }, (_, i) => 15 - i))
  expect((await verified()).faults).toEqual([])
})
