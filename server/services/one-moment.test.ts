/** An answer is stored while a view is read: the view is as before it, or as after it, and never a part of each. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createCollection } from '#server/db/collections.ts'
import type { Database } from '#server/db/database.ts'
import { actingFor, asSaver, openDatabase, query, tellingGone } from '#server/db/database.ts'
import { listAccesses, recordAccess } from '#server/db/access-log.ts'
import { replaceProviders } from '#server/db/providers.ts'
import { storeAnswer } from '#server/db/retrievals.ts'
import { createRooms } from '#server/rooms.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { answered, anySaver, contractHolding, providerEntry } from '#server/testing/examples.ts'
import { withMeanwhile } from '#server/testing/meanwhile.ts'
import { createCollectionService } from './collection/service.ts'
import { createOverviewService } from './overview/service.ts'
import { PersonCache } from './portfolio/person-cache.ts'
import { termsVersion } from './saver/terms.ts'

const now = () => new Date()
const newContract = { kind: 'answered', holdings: [contractHolding('B-2', { productName: 'Nytt avtal' })] } as const
const providers = [providerEntry('bolaget')]
let test: TestDatabase
let saverId: string
let retrievalId: string

beforeAll(async () => {
  test = await testDatabase()
  await replaceProviders(test.owner, providers)
})
afterAll(() => test.close())
beforeEach(async () => {
  saverId = await anySaver(test.app)
  retrievalId = await asked()
})

async function asked(): Promise<string> {
  const deadlineAt = new Date(Date.now() + 60_000)
  const created = await asSaver(test.app, saverId, (t) =>
    createCollection(t, { reason: 'first-visit', deadlineAt, providers }),
  )
  return created?.retrievals[0]?.retrievalId ?? ''
}

const answer = () => asSaver(test.worker, saverId, (t) => storeAnswer(t, retrievalId, answered('A-1')))
/** The answer comes when everything of the sources has been read, and before any contract is. */
const answeredMeanwhile = (db: Database = test.app): Database => withMeanwhile(db, /from saver join saver_key/, answer)

it('gives an overview whose contracts and sources are of one moment, and the next one anew', async () => {
  const deps = { db: answeredMeanwhile(), now, persons: new PersonCache({ size: 9, now }) }
  const overview = createOverviewService(deps)
  const first = await overview.withSources(saverId)
  expect(first?.sources.map(({ word }) => word)).toEqual(['waiting'])
  expect([first?.overview.count.answered, first?.overview.contracts.length]).toEqual([0, 0])
  const next = await overview.withSources(saverId)
  expect(next?.sources.map(({ word }) => word)).toEqual(['answered'])
  expect([next?.overview.count.answered, next?.overview.contracts.length]).toEqual([1, 1])
})

it('explains no contract of a source that had not answered', async () => {
  const { forecast, explanation } = createRooms({ db: test.app, now })
  await answer()
  const contract = (await forecast.view(saverId, {}))?.frame.items[0]?.id ?? ''
  saverId = await anySaver(test.app)
  retrievalId = await asked()
  const view = await createRooms({ db: answeredMeanwhile(), now }).explanation.read(saverId, {}, null, contract)
  expect(JSON.stringify(view)).not.toContain('ITP 1 Traditionell')
  expect(JSON.stringify(await explanation.read(saverId, {}, null, null))).toContain('ITP 1 Traditionell')
})

it('counts no source as answered that is said to be waited for', async () => {
  const db = withMeanwhile(test.app, /with answer as/, answer)
  const view = await createCollectionService({ db, termsVersion, now }).view(saverId)
  expect([view?.count.answered, view?.anyFigures, view?.sources.map(({ word }) => word)]).toEqual([
    0,
    false,
    ['waiting'],
  ])
})

it.each(['json', 'csv'] as const)('takes out as %s no contract without the answer it came with', async (format) => {
  const meanwhile = withMeanwhile(test.app, /from holding\s+where/, answer)
  const { bytes } = await createRooms({ db: meanwhile, now }).mine.extract(saverId, format, 'sv')
  const after = await createRooms({ db: test.app, now }).mine.extract(saverId, format, 'sv')
  expect(new TextDecoder().decode(bytes)).not.toContain('ITP 1 Traditionell')
  expect(new TextDecoder().decode(after.bytes)).toContain('ITP 1 Traditionell')
})

it('compares no contract of an answer that had not come with the sources that had', async () => {
  await answer()
  await asSaver(test.worker, saverId, (t) => t.sql.query('update collection set settled_at = now()'))
  retrievalId = await asked()
  const second = () =>
    asSaver(test.worker, saverId, (t) => storeAnswer(t, retrievalId, { ...answered('B-2'), ...newContract }))
  const db = withMeanwhile(test.app, /from saver join saver_key/, second)
  const changed = await createRooms({ db, now }).changes.read(saverId)
  expect(JSON.stringify(changed)).not.toContain('Nytt avtal')
  expect(changed).toMatchObject({
    kind: 'compared',
    notes: expect.arrayContaining(['collection-under-way']) as unknown,
  })
})

it('tells each look of who acts for the saver in the transaction that reads, however many look at once', async () => {
  const acting = actingFor(test.app, (t) =>
    recordAccess(t, { role: 'ombud', actorReference: 'staff-7', act: 'overview-read' }),
  )
  const logged = async () =>
    (await asSaver(test.app, saverId, (t) => listAccesses(t, { most: 99 }))).map(({ act }) => act)
  const views = await Promise.all(
    Array.from({ length: 16 }, () => createOverviewService({ db: acting, now }).view(saverId, {})),
  )
  expect(views.map((view) => view?.contracts.length)).toEqual(Array.from({ length: 16 }, () => 0))
  expect(await logged()).toEqual(Array.from({ length: 16 }, () => 'overview-read'))
  const failing = withMeanwhile(acting, /from saver join saver_key/, () => Promise.reject(new Error('no figures')))
  await expect(createOverviewService({ db: failing, now }).view(saverId, {})).rejects.toThrow('no figures')
  expect(await logged()).toHaveLength(16)
})

it('gives a connection back without a transaction when it could not be asked whether the saver is there', async () => {
  const alone = openDatabase(test.urls.app, test.app.vault)
  const asking = tellingGone(withMeanwhile(alone, /for key share/, () => Promise.reject(new Error('waited too long'))))
  const failing = asSaver(asking, saverId, () => Promise.reject(new Error('first')))
  await expect(failing).rejects.toThrow('first')
  // The only connection of the pool; what is set ends with the transaction.
  const [row] = await query<{ saver: string | null }>(
    alone.sql,
    `select nullif(current_setting('app.saver_id', true), '') as saver`,
  )
  await alone.close()
  expect(row?.saver).toBeNull()
})
