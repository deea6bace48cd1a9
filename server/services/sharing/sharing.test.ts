/** Households and helpers through their services, with what providers have answered in the database. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestDatabase } from '#server/testing/database.ts'
import { addDays } from '#forecasting/model/year-month.ts'
import { testDatabase } from '#server/testing/database.ts'
import { anyNumberOfTheSeventies, anySaver, answered, providerEntry } from '#server/testing/examples.ts'
import { addApproval } from '#server/db/approvals.ts'
import { createCollection } from '#server/db/collections.ts'
import { asSaver } from '#server/db/database.ts'
import { replaceProviders } from '#server/db/providers.ts'
import { storeAnswer } from '#server/db/retrievals.ts'
import { addRecord } from '#server/db/saver-records.ts'
import { findOrCreateSaver } from '#server/db/savers.ts'
import { dayOf } from '#providers/swedish-clock.ts'
import type { StoredPlan } from '../plans/stored.ts'
import { createHelperService } from './helpers.ts'
import { createMineService } from '../mine/service.ts'
import { createHouseholdService } from './household.ts'

let db: TestDatabase
let households: ReturnType<typeof createHouseholdService>
let helpers: ReturnType<typeof createHelperService>
/** The database has its own clock: invitations and last days go by it. */
const at = new Date()
const today = dayOf(at)
const inDays = (days: number): string => addDays(today, days)
const entries = [providerEntry('nordfjall-liv')]

beforeAll(async () => {
  db = await testDatabase()
  await replaceProviders(db.owner, entries)
  const deps = { db: db.app, now: () => at }
  households = createHouseholdService(deps)
  helpers = createHelperService(deps)
})
afterAll(() => db.close())

async function collected(name: string): Promise<string> {
  const { saverId } = await findOrCreateSaver(db.app, { number: anyNumberOfTheSeventies(), name })
  await asSaver(db.app, saverId, async (t) => {
    await addApproval(t, { version: '1', channel: 'portal' })
    const deadlineAt = new Date(Date.now() + 60_000)
    const created = await createCollection(t, { reason: 'first-visit', deadlineAt, providers: entries })
    await storeAnswer(t, created?.retrievals[0]?.retrievalId ?? '', answered('A-1'))
  })
  return saverId
}

/** What the access log shows the saver, the latest first. */
async function logOf(saverId: string) {
  const { entries } = await createMineService({ db: db.app, now: () => at }).accesses(saverId, null)
  return entries.map(({ role, actorReference, act }) => [role, actorReference, act])
}

describe('a household', () => {
  test('from the invitation to the picture of both, and out again', async () => {
    const [anna, bo] = [await collected('Anna Ask'), await collected('Bo Björk')]
    expect(await households.view(anna)).toEqual({ state: 'none' })
    const code = await households.invite(anna, randomUUID())
    if (code === null) throw new Error('Not invited')
    expect(await households.view(anna)).toMatchObject({ state: 'invited' })
    expect(await households.invite(anna, randomUUID())).toBeNull()
    expect(await households.look(bo, code)).toEqual({ kind: 'household', name: 'Anna Ask' })
    expect(await households.accept(anna, code)).toBe('own')
    expect(await households.accept(bo, code)).toBe('taken')
    expect(await households.view(bo)).toEqual({ state: 'awaits-confirmation', name: 'Anna Ask' })
    expect(await households.view(anna)).toEqual({ state: 'to-confirm', name: 'Bo Björk' })
    await households.confirm(anna)
    const hers = await households.view(anna)
    const his = await households.view(bo)
    if (hers.state !== 'joined' || his.state !== 'joined') throw new Error('Not joined')
    expect([hers.name, his.name]).toEqual(['Bo Björk', 'Anna Ask'])
    expect(hers.mine).toMatchObject({ firstName: 'Anna', day: today })
    expect(hers.theirs).toMatchObject({ firstName: 'Bo', day: today })
    expect(hers.years.length).toBeGreaterThan(5)
    expect(hers.years[0]?.gross).toBeGreaterThan(0)
    // The same picture from the other side.
    expect(his.years.map(({ year, mine, theirs, gross }) => [year, theirs, mine, gross])).toEqual(
      hers.years.map(({ year, mine, theirs, gross }) => [year, mine, theirs, gross]),
    )
    expect(await logOf(bo)).toEqual([
      ['household', 'Anna Ask', 'forecast-read'],
      ['saver', null, 'household-joined'],
    ])
    expect(await logOf(anna)).toEqual([
      ['household', 'Bo Björk', 'forecast-read'],
      ['saver', null, 'household-joined'],
    ])
    await households.leave(bo)
    // Anna's look stays, and Bo has forgotten who she is.
    expect(await logOf(bo)).toEqual([
      ['saver', null, 'household-left'],
      ['household', expect.stringMatching(/^[\da-f]{8}$/), 'forecast-read'],
      ['saver', null, 'household-joined'],
    ])
    expect((await logOf(anna))[0]).toEqual(['household', 'Bo Björk', 'forecast-read'])
    expect(await households.view(bo)).toEqual({ state: 'none' })
    expect(await households.view(anna)).toEqual({ state: 'ended', name: 'Bo Björk' })
    // What is over stands in nobody's way.
    expect(await households.invite(anna, randomUUID())).not.toBeNull()
    expect(await households.view(anna)).toMatchObject({ state: 'invited' })
  })

  test('an invitation that was taken back is not in force again when its form is sent again', async () => {
    const [anna, bo] = [await collected('Anna Ask'), await collected('Bo Björk')]
    const form = randomUUID()
    const code = (await households.invite(anna, form)) ?? ''
    await households.leave(anna)
    expect(await households.look(bo, code)).toBeNull()
    const anew = await households.invite(anna, form)
    expect(anew).not.toBeNull()
    expect(await households.look(bo, code)).toBeNull()
    expect(await households.accept(bo, code)).toBe('gone')
    expect(await households.look(bo, anew ?? '')).toEqual({ kind: 'household', name: 'Anna Ask' })
  })

  test('nothing of a contract is shown to the other', async () => {
    const [anna, bo] = [await collected('Anna Ask'), await collected('Bo Björk')]
    const code = (await households.invite(anna, randomUUID())) ?? ''
    await households.accept(bo, code)
    await households.confirm(anna)
    const shown = JSON.stringify(await households.view(anna))
    expect(shown).toContain('Bo')
    for (const word of ['Nordfjäll', 'ITP', 'A-1', 'contract', 'capital']) expect(shown).not.toContain(word)
  })

  test('one who has collected nothing shows nothing, and is told so', async () => {
    const [anna, bo] = [await anySaver(db.app, 'Anna Ask'), await collected('Bo Björk')]
    const code = (await households.invite(anna, randomUUID())) ?? ''
    expect(await households.accept(bo, code)).toBe('taken')
    await households.confirm(anna)
    expect(await households.view(anna)).toMatchObject({ state: 'joined', mine: null, years: [] })
    expect(await households.view(bo)).toMatchObject({ state: 'awaits-confirmation' })
  })
})

describe('the withdrawal of the terms', () => {
  const mine = () => createMineService({ db: db.app, now: () => at })
  const invited = async (saverId: string): Promise<string> => {
    const answer = await helpers.give(saverId, { scope: 'forecast', endsOn: inDays(150) }, randomUUID())
    return answer.kind === 'invited' ? answer.code : expect.fail()
  }

  test('closes what a household and helpers see at once, and they are told that it is over', async () => {
    const [anna, bo, cia] = [await collected('Anna Ask'), await collected('Bo Björk'), await collected('Cia Cederby')]
    await households.accept(bo, (await households.invite(anna, randomUUID())) ?? '')
    await households.confirm(anna)
    await helpers.accept(cia, await invited(anna))
    const id = (await helpers.list(anna)).helpers[0]?.id ?? ''
    await helpers.confirm(anna, id)
    const unused = await invited(anna)
    expect(await helpers.open(cia, id)).not.toBeNull()
    await households.view(anna)
    expect(await households.view(bo)).toMatchObject({ state: 'joined', theirs: { firstName: 'Anna' } })
    await mine().withdrawTerms(anna)
    expect(await helpers.open(cia, id)).toBeNull()
    expect(await helpers.helping(cia)).toMatchObject([{ state: 'over', name: 'Anna Ask' }])
    expect(await helpers.look(cia, unused)).toBeNull()
    expect(await households.view(bo)).toEqual({ state: 'ended', name: 'Anna Ask' })
    expect((await logOf(anna)).map(([, , act]) => act).slice(0, 3)).toEqual([
      'helper-removed',
      'household-left',
      'terms-withdrawn',
    ])
    // Approving again brings nobody back.
    await asSaver(db.app, anna, (t) => addApproval(t, { version: '1', channel: 'portal' }))
    expect((await helpers.list(anna)).helpers).toMatchObject([{ id, state: 'revoked', readings: [expect.any(String)] }])
    expect(await helpers.open(cia, id)).toBeNull()
    expect(await households.view(anna)).toEqual({ state: 'none' })
  })

  test('leaves alone what another shows the one who withdraws', async () => {
    const [anna, bo] = [await collected('Anna Ask'), await collected('Bo Björk')]
    await helpers.accept(bo, await invited(anna))
    const id = (await helpers.list(anna)).helpers[0]?.id ?? ''
    await helpers.confirm(anna, id)
    await mine().withdrawTerms(bo)
    expect((await helpers.list(anna)).helpers).toMatchObject([{ id, state: 'helping' }])
  })
})

describe('helpers', () => {
  const offer = { scope: 'forecast', endsOn: inDays(150) } as const

  async function given(scope: 'forecast' | 'forecast-and-plans' = 'forecast') {
    const [anna, bo] = [await collected('Anna Ask'), await collected('Bo Björk')]
    const answer = await helpers.give(anna, { ...offer, scope }, randomUUID())
    if (answer.kind !== 'invited') throw new Error('Not given')
    return { anna, bo, code: answer.code }
  }
  const idOf = async (saverId: string): Promise<string> => (await helpers.list(saverId)).helpers[0]?.id ?? ''

  test('from the invitation to what is seen, and taken back', async () => {
    const { anna, bo, code } = await given()
    expect((await helpers.list(anna)).helpers).toMatchObject([{ ...offer, state: 'invited', name: null, readings: [] }])
    expect(await helpers.look(bo, code)).toEqual({ kind: 'helper', name: 'Anna Ask', ...offer })
    expect(await helpers.accept(anna, code)).toBe('own')
    expect(await helpers.accept(bo, code)).toBe('taken')
    const id = await idOf(anna)
    expect(await helpers.helping(bo)).toMatchObject([{ id, name: 'Anna Ask', state: 'awaits-confirmation' }])
    expect(await helpers.open(bo, id)).toBeNull()
    expect((await helpers.list(anna)).helpers).toMatchObject([{ state: 'to-confirm', name: 'Bo Björk' }])
    await helpers.confirm(anna, id)
    expect(await helpers.helping(bo)).toMatchObject([{ state: 'open' }])
    const shown = await helpers.open(bo, id)
    expect(shown).toMatchObject({ name: 'Anna Ask', day: today, plans: null, ...offer })
    expect(shown?.overview?.contracts).toMatchObject([{ label: 'ITP 1 Traditionell' }])
    expect((await helpers.list(anna)).helpers[0]).toMatchObject({ state: 'helping', readings: [expect.any(String)] })
    await helpers.revoke(anna, id)
    expect(await logOf(anna)).toEqual([
      ['saver', null, 'helper-removed'],
      ['helper', 'Bo Björk', 'overview-read'],
      ['saver', null, 'helper-added'],
    ])
    expect(await helpers.open(bo, id)).toBeNull()
    expect(await helpers.helping(bo)).toMatchObject([{ state: 'over', name: 'Anna Ask' }])
    expect((await helpers.list(anna)).helpers).toMatchObject([
      { state: 'revoked', name: 'Bo Björk', readings: [expect.any(String)] },
    ])
    await helpers.forget(anna, id)
    await helpers.stop(bo, id)
    expect([(await helpers.list(anna)).helpers, await helpers.helping(bo)]).toEqual([[], []])
  })

  test('plans are shown where they are shared, as they come out today', async () => {
    const { anna, bo, code } = await given('forecast-and-plans')
    const then = { day: today, firstMonth: '2040-01', gross: 1, net: 1 }
    const plan: StoredPlan = { name: 'Tidigt', choices: { retirementAge: 780 }, wish: null, then, done: [] }
    await asSaver(db.app, anna, (t) => addRecord(t, 'plan', plan))
    await helpers.accept(bo, code)
    const id = await idOf(anna)
    await helpers.confirm(anna, id)
    const shown = await helpers.open(bo, id)
    expect(shown?.plans).toMatchObject([{ name: 'Tidigt', retirementAge: 780 }])
    expect(shown?.plans?.[0]?.monthly).toBeGreaterThan(0)
  })

  test('one who helps cannot confirm, revoke or forget for the giver, nor the giver open as helper', async () => {
    const { anna, bo, code } = await given()
    await helpers.accept(bo, code)
    const id = await idOf(anna)
    await helpers.confirm(bo, id)
    expect(await helpers.open(bo, id)).toBeNull()
    await helpers.confirm(anna, id)
    await helpers.revoke(bo, id)
    await helpers.forget(bo, id)
    await helpers.forget(anna, id)
    expect(await helpers.open(bo, id)).not.toBeNull()
    expect(await helpers.open(anna, id)).toBeNull()
    expect(await helpers.open(bo, 'not an id')).toBeNull()
    await helpers.stop(anna, id)
    expect(await helpers.open(bo, id)).not.toBeNull()
  })

  test.each([inDays(-1), inDays(367), '2027-02-30', '', 'i morgon'])('the last day cannot be %j', async (endsOn) => {
    const anna = await anySaver(db.app, 'Anna Ask')
    expect(await helpers.give(anna, { scope: 'forecast', endsOn }, randomUUID())).toEqual({ kind: 'bad-end' })
  })

  test('five at a time are the most', async () => {
    const anna = await anySaver(db.app, 'Anna Ask')
    for (let count = 0; count < 5; count++) expect((await helpers.give(anna, offer, randomUUID())).kind).toBe('invited')
    expect(await helpers.give(anna, offer, randomUUID())).toEqual({ kind: 'too-many', limit: 5 })
    await helpers.revoke(anna, await idOf(anna))
    expect(
      (await helpers.give(anna, { ...offer, endsOn: (await helpers.list(anna)).latestEnd }, randomUUID())).kind,
    ).toBe('invited')
  })
})
