/** What a saver does in two tabs, or while somebody helps them, at the same instant. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { recordAccess } from '#server/db/access-log.ts'
import { latestCollection } from '#server/db/collections.ts'
import type { SaverTransaction } from '#server/db/database.ts'
import { actingFor, asSaver, query, queryOne } from '#server/db/database.ts'
import { replaceProviders } from '#server/db/providers.ts'
import { listRetrievals } from '#server/db/retrievals.ts'
import { openSharing } from '#server/db/sharings.ts'
import { createRooms } from '#server/rooms.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { anySaver, providerEntry } from '#server/testing/examples.ts'
import { createCollectionService } from './collection/service.ts'
import { createMineService } from './mine/service.ts'
import { approve, readKnownSaver } from './saver/profile.ts'
import { termsVersion } from './saver/terms.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await testDatabase()
  await replaceProviders(test.owner, [providerEntry('bolaget')])
})
afterAll(() => test.close())

const now = () => new Date()
const approval = { version: termsVersion, email: '', language: 'sv' } as const
/** Over a database whose transactions begin with this. */
const after = (opening: (t: SaverTransaction) => Promise<void>) => actingFor(test.app, opening)
const collections = (db = test.app) => createCollectionService({ db, termsVersion, now })

/** Until somebody waits for a saver's log. */
async function untilLogIsWaitedFor(): Promise<void> {
  const waiting = () =>
    queryOne(
      test.owner.sql,
      `select from pg_locks where locktype = 'advisory' and not granted
         and database = (select oid from pg_database where datname = current_database())`,
    )
  while ((await waiting()) === null) await new Promise((resolve) => setTimeout(resolve, 5))
}

it('the terms are withdrawn, also where a collection begins, and they are approved, at that moment', async () => {
  const saverId = await anySaver(test.app)
  await approve(test.app, saverId, approval)
  const db = after(async () => {
    await collections().start(saverId)
  })
  await createMineService({ db, now }).withdrawTerms(saverId)
  const [collection, retrievals] = await asSaver(test.app, saverId, async (t) => {
    const newest = await latestCollection(t)
    return [newest, await listRetrievals(t, newest?.collectionId ?? '')]
  })
  expect(collection?.settledAt).not.toBeNull()
  expect(retrievals.map(({ outcome }) => outcome)).toEqual(['failed'])

  const other = await anySaver(test.app)
  const approving = after(async () => {
    await approve(test.app, other, approval)
  })
  await createMineService({ db: approving, now }).withdrawTerms(other)
  expect(await readKnownSaver(test.app, other)).toMatchObject({ approved: false, withdrawn: true })
})

it('one collection begins where the saver and staff at the telephone ask for it at once', async () => {
  const saverId = await anySaver(test.app)
  await approve(test.app, saverId, approval)
  const own: Promise<unknown>[] = []
  const db = after(async (t) => {
    await recordAccess(t, { role: 'ombud', actorReference: 'staff-7', act: 'collection-started' })
    own.push(collections().start(saverId))
    await untilLogIsWaitedFor()
  })
  expect(await collections(db).start(saverId)).toEqual({ kind: 'started' })
  expect(await Promise.all(own)).toEqual([{ kind: 'under-way' }])
})

/** Until so many transactions of this database wait for others to end. */
async function untilWaiting(count: number): Promise<void> {
  const waiting = () =>
    query(
      test.owner.sql,
      `select from pg_locks l join pg_stat_activity a using (pid)
       where l.locktype = 'transactionid' and not l.granted and a.datname = current_database()`,
    )
  while ((await waiting()).length < count) await new Promise((resolve) => setTimeout(resolve, 5))
}

it('an invitation is taken, and then is over, where it is taken back at that moment', async () => {
  const [giver, guest] = [await anySaver(test.app), await anySaver(test.app)]
  const { household } = createRooms({ db: test.app, now })
  const code = (await household.invite(giver, randomUUID())) ?? ''
  const [taken, left]: [Promise<unknown>[], Promise<unknown>[]] = [[], []]
  // An invitation of the guest's own that comes to nothing holds up the taking, just before it is done.
  const own = asSaver(test.app, guest, async (t) => {
    await openSharing(t, { kind: 'household', scope: 'totals', endsOn: null, name: 'Bo Björk' })
    taken.push(household.accept(guest, code))
    await untilWaiting(1)
    left.push(household.leave(giver))
    await untilWaiting(2)
    throw new RangeError('comes to nothing')
  })
  await expect(own).rejects.toThrow('comes to nothing')
  expect(await Promise.all(taken)).toEqual(['taken'])
  await Promise.all(left)
  expect(await household.view(guest)).toMatchObject({ state: 'ended' })
})
