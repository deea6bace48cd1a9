/** Each way of tampering with the access log is planted in a real database and found. */
import { generateKeyPairSync } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { AccessEntry } from '#server/db/access-log.ts'
import {
  chainBegin,
  chainedText,
  forgetAccesses,
  listAgedAccesses,
  listAccesses,
  listChainHeads,
  readWholeLog,
  recordAccess,
} from '#server/db/access-log.ts'
import type { Database } from '#server/db/database.ts'
import { actingFor, asSaver, openDatabase, query } from '#server/db/database.ts'
import { eraseSaver } from '#server/db/erasure.ts'
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

/** Makes a chain anew with the right key, past all rights. */
async function rewrite(
  entries: readonly AccessEntry[],
  change: (entry: AccessEntry, index: number) => Partial<Pick<AccessEntry, 'writtenAt' | 'actorReference'>>,
): Promise<void> {
  let before: Buffer = chainBegin
  for (const [index, entry] of entries.entries()) {
    const forged = { ...entry, ...change(entry, index) }
    const { mac } = testVault.accessLog.mac(chainedText(forged, before))
    await query(
      tamperer.sql,
      'update access_log set written_at = ?, actor_reference = ?, mac = ? where chain_id = ? and place = ?',
      [forged.writtenAt, forged.actorReference, mac, entry.chainId, entry.place],
    )
    before = mac
  }
}

async function signEnds(at = new Date()): Promise<void> {
  const before = await readRoots(folder, [publicKey])
  await addRoots(folder, privateKey, before, await listChainHeads(test.worker, readSince(before)), at)
}

const verified = async (now = soon()) =>
  await verifyAccessLog(readWholeLog(test.owner.sql, 2), testVault.accessLog, await readRoots(folder, [publicKey]), now)

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

it.each(['written_at', 'role', 'act', 'reason', 'consent_id', 'seen_at'])('finds a change of %s', async (column) => {
  const value = {
    written_at: `written_at - interval '1 millisecond'`,
    role: `'partner'`,
    act: `'forecast-read'`,
    reason: 'null',
    consent_id: 'gen_random_uuid()',
    seen_at: 'now()',
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
  await rewrite((await entriesOf(saverId)).toReversed(), () => ({ actorReference: 'staff-9' }))
  expect((await verified()).faults).toEqual([{ kind: 'made-anew', chainId, place: 3 }])
})

describe('what is older than five years', () => {
  const ago = ({ writtenAt }: AccessEntry, years: number) => new Date(writtenAt.getTime() - years * 365.25 * 86_400_000)
  let later = 0
  beforeEach(() => {
    later = 0
  })

  /** A chain whose first entries were written so long ago, as it would stand then. */
  async function aged(entries: number, old: number, years: number): Promise<string> {
    const whose = await anySaver(test.app)
    await write(whose, entries)
    await rewrite((await entriesOf(whose)).toReversed(), (entry, index) =>
      index < old ? { writtenAt: ago(entry, years) } : {},
    )
    await sign(false)
    return whose
  }

  async function sign(marks: boolean): Promise<void> {
    const before = await readRoots(folder, [publicKey])
    // `roots` are read since an hour before the newest; what the test has made older is looked at from the beginning.
    const heads = await listChainHeads(test.worker, new Date(0))
    const at = new Date(Date.now() + ++later * 5)
    await addRoots(folder, privateKey, before, heads, at, marks ? await listAgedAccesses(test.worker) : [])
  }

  async function forget(): Promise<number> {
    const upTo = await listAgedAccesses(test.worker)
    await sign(true)
    return await forgetAccesses(test.worker, upTo)
  }

  it('goes after a signed mark, and the rest of the chain holds as before, and can be added to', async () => {
    const whose = await aged(5, 3, 5.1)
    expect(await verified()).toMatchObject({ entries: 10, faults: [] })
    expect(await forget()).toBe(3)
    expect(await verified()).toEqual({ entries: 7, chains: 3, faults: [] })
    expect((await entriesOf(whose)).map(({ place }) => place)).toEqual([5, 4])
    await write(whose, 1)
    expect(await verified()).toMatchObject({ entries: 8, faults: [] })
    expect(await forget()).toBe(0)
  })

  it('stays for five years to the day', async () => {
    await aged(3, 2, 4.99)
    expect(await forget()).toBe(0)
    const rows = (await readRoots(folder, [publicKey])).heads
    const all = [...rows].map(([id, { mac }]) => ({ chainId: id, place: 3, mac }))
    expect(await forgetAccesses(test.worker, all)).toBe(0)
    expect(await verified()).toMatchObject({ entries: 8, faults: [] })
  })

  it('is found when it was deleted without a mark, or further than the mark', async () => {
    const whose = await aged(5, 3, 6)
    const upTo = await listAgedAccesses(test.worker)
    await forgetAccesses(test.worker, upTo)
    const id = (await entriesOf(whose))[0]?.chainId ?? ''
    expect((await verified()).faults).toEqual([{ kind: 'gap', chainId: id, place: 4 }])
    const other = await aged(5, 3, 6)
    await forget()
    const otherId = (await entriesOf(other))[0]?.chainId ?? ''
    await query(tamperer.sql, 'delete from access_log where chain_id = ? and place = 4', [otherId])
    expect((await verified()).faults).toContainEqual({ kind: 'gap', chainId: otherId, place: 5 })
    await query(tamperer.sql, 'delete from access_log where chain_id in (?, ?)', [otherId, chainId])
    const { faults } = await verified()
    for (const gone of [otherId, chainId]) expect(faults).toContainEqual({ kind: 'chain-gone', chainId: gone })
  })

  it('is all that the owner of the tables may delete, and nothing may be changed', async () => {
    await aged(3, 2, 6)
    const left = () => query(test.owner.sql, 'select from access_log')
    expect(await left()).toHaveLength(8)
    await asSaver(test.owner, saverId, async (t) => {
      await query(t.sql, `update access_log set actor_reference = 'staff-8'`)
      await query(t.sql, 'delete from access_log')
    })
    expect(await left()).toHaveLength(6)
    expect(await query(test.owner.sql, `select from access_log where actor_reference = 'staff-8'`)).toEqual([])
  })

  it('is found when other entries were put in its place, or the mark was changed', async () => {
    const whose = await aged(4, 2, 6)
    await sign(true)
    expect((await verified()).faults).toEqual([])
    const rows = (await entriesOf(whose)).toReversed()
    await rewrite(rows, () => ({ actorReference: 'staff-9' }))
    expect((await verified()).faults).toEqual([{ kind: 'made-anew', chainId: rows[0]?.chainId, place: 2 }])
    const [newest = ''] = (await readdir(folder)).toSorted().toReversed()
    const text = await readFile(join(folder, newest), 'utf8')
    expect(text).toContain('marks')
    await writeFile(join(folder, newest), text.replace(',2,', ',3,'))
    expect((await verified()).faults).toContainEqual({ kind: 'roots', what: `${newest} is not signed by our key` })
  })

  it('leaves the newest entry of a chain for the next one, until the account is closed: then it goes whole', async () => {
    const whose = await aged(3, 3, 6)
    expect(await forget()).toBe(2)
    expect((await entriesOf(whose)).map(({ place }) => place)).toEqual([3])
    expect(await forget()).toBe(0)
    await write(whose, 1)
    expect((await verified()).faults).toEqual([])

    const closed = await anySaver(test.app)
    await write(closed, 1)
    await eraseSaver(test.eraser, closed)
    const [mine] = (
      await query<{ id: string }>(test.owner.sql, `select chain_id as id from access_log where act = 'account-closed'`)
    ).map(({ id }) => id)
    const kept = []
    for await (const entry of readWholeLog(test.owner.sql)) if (entry.chainId === mine) kept.push(entry)
    await rewrite(kept, (entry) => ({ writtenAt: ago(entry, 6) }))
    await sign(false)
    // The entry that was left by the first, and both of the closed account.
    expect(await forget()).toBe(3)
    expect(await query(test.owner.sql, 'select from access_log where chain_id = ?', [mine ?? ''])).toEqual([])
    expect((await verified()).faults).toEqual([])
  })
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
  await addRoots(folder, other.privateKey, await readRoots(folder, [publicKey]), [], new Date())
  expect((await verified()).faults).toContainEqual(expect.objectContaining({ kind: 'roots' }))
})

it('believes each key until a later one has signed', async () => {
  const later = generateKeyPairSync('ed25519')
  const keys = [publicKey, later.publicKey]
  const addWith = async (key: KeyObject, at: number) =>
    addRoots(folder, key, await readRoots(folder, keys), [], new Date(Date.now() + at))
  await addWith(privateKey, 5)
  await addWith(later.privateKey, 10)
  expect(await readRoots(folder, keys)).toMatchObject({ faults: [] })
  const [first = ''] = (await readdir(folder)).toSorted()
  expect(await readRoots(folder, [later.publicKey])).toMatchObject({ faults: [`${first} is not signed by our key`] })
  await addWith(privateKey, 15)
  const last = (await readdir(folder)).toSorted().at(-1) ?? ''
  expect(await readRoots(folder, keys)).toMatchObject({ faults: [`${last} is not signed by our key`] })
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

it.each([
  ['an entry that the database refuses', 'staff-7'.repeat(20), '23514'],
  ['an entry without anybody in it', undefined, '23514'],
])('reads nothing for somebody who acts for the saver when %s is all there is', async (_what, reference, code) => {
  const acting = actingFor(test.app, (t) =>
    recordAccess(t, {
      role: 'ombud',
      ...(reference !== undefined && { actorReference: reference }),
      act: 'overview-read',
    }),
  )
  let wasRead = false
  const read = asSaver(acting, saverId, () => {
    wasRead = true
    return Promise.resolve()
  })
  await expect(read).rejects.toMatchObject({ code })
  expect([wasRead, (await entriesOf(saverId)).length]).toEqual([false, 3])
})

it('takes back the entry of a look that came to nothing', async () => {
  const acting = actingFor(test.app, (t) =>
    recordAccess(t, { role: 'ombud', actorReference: 'staff-7', act: 'overview-read' }),
  )
  await asSaver(acting, saverId, () => Promise.resolve())
  expect(await entriesOf(saverId)).toHaveLength(4)
  await expect(asSaver(acting, saverId, () => Promise.reject(new Error('away')))).rejects.toThrow('away')
  expect(await entriesOf(saverId)).toHaveLength(4)
  expect((await verified()).faults).toEqual([])
})

it('keeps one chain whole when many write at once', async () => {
  await Promise.all(Array.from({ length: 12 }, () => write(saverId, 1)))
  expect((await entriesOf(saverId)).map(({ place }) => place)).toEqual(Array.from({ length: 15 }, (_, i) => 15 - i))
  expect((await verified()).faults).toEqual([])
})
