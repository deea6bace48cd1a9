import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { PinHasher } from '#server/auth/pin-hash.ts'
import { listAccesses } from '#server/db/access-log.ts'
import { asSaver, query } from '#server/db/database.ts'
import { readPin } from '#server/db/pins.ts'
import { findOrCreateSaver, updateSaver } from '#server/db/savers.ts'
import { openPost } from '#server/letters/open-post.ts'
import type { Post } from '#server/letters/post.ts'
import { createLogger } from '#server/observability/logger.ts'
import { createPinService } from '#server/services/pin/service.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { anyNumber } from '#server/testing/examples.ts'
import { sendPinLetter } from './send-pin-letter.ts'

const name = 'Åsa Öström-Lindqvist'
/** Just after midnight in Sweden. */
const now = () => new Date('2026-11-21T23:30:00Z')
const hasher = new PinHasher([{ id: 'p1', key: Buffer.alloc(32, 21) }], undefined, 64)
let test: TestDatabase
let folder: string
let queue: string
let post: Post
let log: string[] = []

beforeAll(async () => {
  test = await testDatabase()
})
afterAll(() => test.close())
beforeEach(async () => {
  log = []
  folder = await mkdtemp(join(tmpdir(), 'pin-letter-'))
  queue = join(folder, 'queue')
  const addressesFile = join(folder, 'addresses.json')
  await writeFile(addressesFile, '{}')
  const opened = openPost({ printQueueFolder: queue, addressesFile })
  if (opened === null) throw new Error('No post')
  post = opened
  return () => rm(folder, { recursive: true })
})

const service = () => createPinService({ db: test.app, now, pinLetters: true })
async function saverOf() {
  const number = anyNumber()
  return { ...(await findOrCreateSaver(test.app, { number, name })), number }
}

/** What the worker does with the jobs that wait. @param instead of the post of this test */
async function print(saverId: string, instead: Partial<Post> = {}): Promise<void> {
  const jobs = await query<{ payload: object }>(
    test.owner.sql,
    `select payload from graphile_worker._private_jobs where payload ->> 'saverId' = ?`,
    [saverId],
  )
  expect(jobs.length).toBeGreaterThan(0)
  const out = { write: (line: string) => log.push(line) }
  const logger = createLogger({ level: 'info', process: 'worker', out })
  const pinLetters = { post: { ...post, ...instead }, hasher }
  const deps = { db: test.worker, logger, now, origin: 'https://pension.example', pinLetters }
  for (const { payload } of jobs) await sendPinLetter(payload, deps)
}

const letters = async (): Promise<readonly string[]> => await readdir(queue).catch(() => [])

const textIn = async (ending: string): Promise<string> => {
  const name = (await letters()).find((one) => one.endsWith(ending))
  if (name === undefined) throw new Error(`No ${ending}`)
  return readFile(join(queue, name), 'utf8')
}
const stateOf = async (saverId: string) => (await service().read(saverId)).state

it('prints the PIN that is ordered, and keeps neither it nor the address', async () => {
  const { saverId, number } = await saverOf()
  expect(await stateOf(saverId)).toBe('off')
  expect(await service().order(saverId)).toEqual({ kind: 'ordered' })
  expect(await stateOf(saverId)).toBe('ordered')
  await print(saverId)
  expect(await stateOf(saverId)).toBe('sent')
  const [, pin = ''] = /PIN-kod: (\d{6})/.exec(await textIn('.txt')) ?? []
  expect(await textIn('.txt')).toMatch(/^2026-11-22\n/)
  const { to } = JSON.parse(await textIn('.json')) as { to: { name: string; lines: readonly string[] } }
  expect(to).toMatchObject({ name, town: 'Exempelstad' })
  expect((await textIn('.pdf')).startsWith('%PDF-1.7')).toBe(true)
  const stored = (await asSaver(test.app, saverId, readPin))?.hashed ?? null
  expect(await hasher.fits(saverId, pin, stored)).toBe(true)
  const entries = await asSaver(test.app, saverId, (t) => listAccesses(t, { most: 9 }))
  expect(entries.map(({ role, act }) => [role, act])).toEqual([
    ['portal', 'pin-letter-sent'],
    ['saver', 'pin-ordered'],
  ])
  for (const secret of [pin, number.reveal(), to.lines[0] ?? '', name]) expect(log.join('')).not.toContain(secret)
  const rows = await query<{ row: string }>(test.owner.sql, `select pin::text as row from pin`)
  for (const { row } of rows) expect(row).not.toContain(pin)
})

it('prints once, however often the job runs, and not after it was turned off', async () => {
  const { saverId } = await saverOf()
  await service().order(saverId)
  await print(saverId)
  const first = await textIn('.txt')
  await print(saverId)
  expect(await textIn('.txt')).toBe(first)
  const other = await saverOf()
  await service().order(other.saverId)
  await service().turnOff(other.saverId)
  await print(other.saverId)
  expect((await letters()).filter((one) => one.endsWith('.pdf'))).toHaveLength(1)
})

it('prints nothing that is turned off while the register is asked', async () => {
  const { saverId } = await saverOf()
  await service().order(saverId)
  await print(saverId, {
    addressOf: async (number) => {
      await service().turnOff(saverId)
      return post.addressOf(number)
    },
  })
  expect(await letters()).toEqual([])
  expect(await stateOf(saverId)).toBe('off')
})

it('takes the first letter’s place when it is printed again', async () => {
  const { saverId } = await saverOf()
  await service().order(saverId)
  const dying: Partial<Post> = {
    queueLetter: async (letter) => {
      await post.queueLetter(letter)
      throw new Error('The worker dies here')
    },
  }
  await expect(print(saverId, dying)).rejects.toThrow('dies')
  expect(await stateOf(saverId)).toBe('ordered')
  await print(saverId)
  expect((await letters()).filter((one) => one.endsWith('.pdf'))).toHaveLength(1)
  const [, pin = ''] = /PIN-kod: (\d{6})/.exec(await textIn('.txt')) ?? []
  expect(await hasher.fits(saverId, pin, (await asSaver(test.app, saverId, readPin))?.hashed ?? null)).toBe(true)
})

it('sends none to a protected identity: by the saver’s word, the register’s, or one said meanwhile', async () => {
  const [own, register, meanwhile] = [await saverOf(), await saverOf(), await saverOf()]
  const protect = (saverId: string) => asSaver(test.app, saverId, (t) => updateSaver(t, { protectedIdentity: true }))
  await protect(own.saverId)
  let asked = 0
  expect(await service().order(own.saverId)).toEqual({ kind: 'protected' })
  await service().order(register.saverId)
  await print(register.saverId, { addressOf: () => Promise.resolve('protected') })
  await service().order(meanwhile.saverId)
  await protect(meanwhile.saverId)
  await print(meanwhile.saverId, { addressOf: () => Promise.reject(new Error(`asked ${++asked}`)) })
  expect(asked).toBe(0)
  for (const { saverId } of [register, meanwhile]) {
    expect(await service().read(saverId)).toMatchObject({ state: 'not-sent', reason: 'protected' })
  }
  expect(await letters()).toEqual([])
})

it('says that there is no address, and waits for a register that does not answer', async () => {
  const [none, silent] = [await saverOf(), await saverOf()]
  await service().order(none.saverId)
  await print(none.saverId, { addressOf: () => Promise.resolve(null) })
  expect(await service().read(none.saverId)).toMatchObject({ state: 'not-sent', reason: 'no-address' })
  await service().order(silent.saverId)
  await expect(print(silent.saverId, { addressOf: () => Promise.reject(new Error('silent')) })).rejects.toThrow(
    'silent',
  )
  expect(await stateOf(silent.saverId)).toBe('ordered')
})

it('ordered once more before the letter has gone, it is the same order, and a job that was given up begins anew', async () => {
  const { saverId } = await saverOf()
  await service().order(saverId)
  const ordered = await asSaver(test.app, saverId, readPin)
  const alive = `from graphile_worker._private_jobs where attempts < max_attempts and payload ->> 'saverId' = ?`
  await query(
    test.owner.sql,
    `update graphile_worker._private_jobs set attempts = max_attempts where payload ->> 'saverId' = ?`,
    [saverId],
  )
  for (let time = 0; time < 5; time++) expect(await service().order(saverId)).toEqual({ kind: 'ordered' })
  expect(await asSaver(test.app, saverId, readPin)).toEqual(ordered)
  expect(await query(test.owner.sql, `select ${alive}`, [saverId])).toHaveLength(1)
  const entries = await asSaver(test.app, saverId, (t) => listAccesses(t, { most: 9 }))
  expect(entries.map(({ act }) => act)).toEqual(['pin-ordered'])
  await print(saverId)
  expect(await stateOf(saverId)).toBe('sent')
})

it('a new order ends the PIN before it at once; the fourth in a month is refused', async () => {
  const { saverId } = await saverOf()
  await service().order(saverId)
  await print(saverId)
  expect(await service().order(saverId)).toEqual({ kind: 'ordered' })
  expect((await asSaver(test.app, saverId, readPin))?.hashed).toBeNull()
  await print(saverId)
  expect(await service().order(saverId)).toEqual({ kind: 'ordered' })
  await print(saverId)
  expect(await service().order(saverId)).toEqual({ kind: 'too-many' })
  expect(await createPinService({ db: test.app, now }).order(saverId)).toEqual({ kind: 'not-offered' })
})
