import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Holding } from '#forecasting/model/holding.ts'
import { kronor } from '#forecasting/model/quantity.ts'
import { isoDateOf } from '#forecasting/model/year-month.ts'
import { createCollection, latestCollection, settleIfDone } from '#server/db/collections.ts'
import { asSaver } from '#server/db/database.ts'
import { replaceProviders } from '#server/db/providers.ts'
import { listRetrievals, storeAnswer } from '#server/db/retrievals.ts'
import { addRecord } from '#server/db/saver-records.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { anySaver, contractHolding, nothingHeld, providerEntry } from '#server/testing/examples.ts'
import { createFactsService } from '../facts/service.ts'
import { ask } from '../forecast/asking.ts'
import { preparedFor } from '../forecast/prepared-cache.ts'
import { createOverviewService } from '../overview/service.ts'
import { PersonCache } from './person-cache.ts'
import { readPortfolio } from './portfolio.ts'

const providers = [providerEntry('bolaget'), providerEntry('kassan')]
let test: TestDatabase
let clock = new Date('2026-11-22T12:00:00Z')
const now = () => clock
beforeAll(async () => {
  test = await testDatabase()
  await replaceProviders(test.owner, providers)
})
afterAll(() => test.close())

/** One web process's cache; two stand for two processes. */
const process = (size = 10) => ({ db: test.app, now, persons: new PersonCache({ size, now }) })
const anew = () => ({ db: test.app, now })

const capital = (amount: number): Holding =>
  contractHolding(`A-${amount}`, { capital: { value: kronor(amount), date: isoDateOf('2026-10-31') } })

const begin = (saverId: string) =>
  asSaver(test.app, saverId, (t) =>
    createCollection(t, { reason: 'saver-asked', deadlineAt: new Date(Date.now() + 1e6), providers }),
  )

async function collect(saverId: string, amount: number): Promise<void> {
  await begin(saverId)
  await answer(saverId, 'bolaget', amount)
  await answer(saverId, 'kassan', null)
}

async function answer(saverId: string, providerId: string, amount: number | null): Promise<void> {
  await asSaver(test.worker, saverId, async (t) => {
    const { collectionId = '' } = (await latestCollection(t)) ?? {}
    const question = (await listRetrievals(t, collectionId)).find((one) => one.providerId === providerId)
    const original = { bytes: Buffer.from('<mislife/>'), contentType: 'text/xml' }
    await storeAnswer(
      t,
      question?.retrievalId ?? '',
      amount === null ? nothingHeld : { kind: 'answered', holdings: [capital(amount)], original },
    )
    await settleIfDone(t, collectionId)
  })
}

async function saverWith(amount: number): Promise<string> {
  const saverId = await anySaver(test.app)
  await collect(saverId, amount)
  return saverId
}

const projected = async (deps: Parameters<typeof readPortfolio>[0], saverId: string, retirementAge = 800) => {
  const portfolio = await readPortfolio(deps, saverId)
  return portfolio && ask(preparedFor(portfolio.known, {}), { retirementAge }).projection
}

describe('what is kept of a saver', () => {
  it('gives the same as what is read anew, whatever was asked before', async () => {
    const web = process()
    const saverId = await saverWith(400_000)
    const first = await readPortfolio(web, saverId)
    for (const age of [740, 804, 900, 780]) await projected(web, saverId, age)
    const again = await readPortfolio(web, saverId)
    expect(again?.known).toBe(first?.known)
    expect(again).toEqual(await readPortfolio(anew(), saverId))
    for (const age of [740, 804, 900, 780]) {
      expect(await projected(web, saverId, age)).toEqual(await projected(anew(), saverId, age))
    }
  })

  it('is another for each market and pay', async () => {
    const { known } = (await readPortfolio(process(), await saverWith(400_000))) ?? expect.fail()
    expect(preparedFor(known, {})).toBe(preparedFor(known, {}))
    for (const choices of [{ market: 'low' }, { market: 'high' }, { salary: 30_000 }, { salary: 31_000 }] as const) {
      expect(preparedFor(known, choices)).not.toBe(preparedFor(known, {}))
      expect(preparedFor(known, choices)).toBe(preparedFor(known, choices))
    }
    const low = ask(preparedFor(known, { market: 'low' }), {}).projection
    expect(low.runs).not.toEqual(ask(preparedFor(known, {}), {}).projection.runs)
  })

  it('never reaches another saver', async () => {
    const web = process()
    const [one, other] = [await saverWith(400_000), await saverWith(700_000)]
    await projected(web, one)
    expect(await readPortfolio(web, other)).toEqual(await readPortfolio(anew(), other))
    expect(await projected(web, other)).not.toEqual(await projected(web, one))
    expect(web.persons.get(other, 'a version of its own')).toBeNull()
  })

  it('is left for what is new at once, in every process', async () => {
    const [one, other] = [process(), process()]
    const saverId = await saverWith(400_000)
    const facts = createFactsService({ db: test.app, now: () => clock })
    const changes: readonly (() => Promise<unknown>)[] = [
      () => begin(saverId),
      () => answer(saverId, 'bolaget', 500_000),
      () => answer(saverId, 'kassan', 1000),
      async () => facts.save(saverId, { ...(await facts.read(saverId)).facts, salary: 32_000 }, 0),
      async () => facts.save(saverId, { ...(await facts.read(saverId)).facts, maritalStatus: 'married' }, 1),
      () =>
        asSaver(test.app, saverId, (t) =>
          addRecord(t, 'own-entry', { kind: 'inkomst', name: 'Hyra', amount: 900, from: 800, to: null, taxed: true }),
        ),
      () =>
        replaceProviders(test.owner, [
          providerEntry('bolaget', { name: 'Bolaget & Co' }),
          providers[1] ?? expect.fail(),
        ]),
    ]
    for (const change of changes) {
      const before = [await readPortfolio(one, saverId), await readPortfolio(other, saverId)]
      expect(await readPortfolio(one, saverId)).toEqual(before[0])
      await change()
      const after = await readPortfolio(anew(), saverId)
      expect(after).not.toEqual(before[0])
      expect(await readPortfolio(one, saverId)).toEqual(after)
      expect(await readPortfolio(other, saverId)).toEqual(after)
    }
  })

  it('follows the day, and says what has become old', async () => {
    const web = process()
    const saverId = await saverWith(400_000)
    const today = await readPortfolio(web, saverId)
    clock = new Date(Date.now() + 31 * 24 * 3600 * 1000)
    const later = await readPortfolio(web, saverId)
    expect(later).toEqual(await readPortfolio(anew(), saverId))
    expect(later?.known.today).not.toBe(today?.known.today)
    expect(later?.count.older).toBe(1)
    clock = new Date('2026-11-22T12:00:00Z')
  })
})

describe('what was put together of it', () => {
  it('is the same for some seconds, and made anew when the next begin', async () => {
    const web = process()
    const saverId = await saverWith(400_000)
    const first = await readPortfolio(web, saverId)
    clock = new Date('2026-11-22T12:00:09.999Z')
    expect(await readPortfolio(web, saverId)).toBe(first)
    clock = new Date('2026-11-22T12:00:10Z')
    const next = await readPortfolio(web, saverId)
    expect(next).not.toBe(first)
    expect(next).toEqual(await readPortfolio(anew(), saverId))
    clock = new Date('2026-11-22T12:00:00Z')
  })

  it('keeps its finished overviews, each age its own', async () => {
    const web = process()
    const saverId = await saverWith(400_000)
    const kept = createOverviewService(web)
    const read = createOverviewService(anew())
    const view = await kept.view(saverId, { retirementAge: 900 })
    expect(await kept.view(saverId, { retirementAge: 900 })).toBe(view)
    for (const retirementAge of [900, 905]) {
      expect(await kept.view(saverId, { retirementAge })).toEqual(await read.view(saverId, { retirementAge }))
    }
    // Of a few ages: whoever asks for all there are fills no memory.
    for (let retirementAge = 820; retirementAge < 840; retirementAge++) await kept.view(saverId, { retirementAge })
    expect(await kept.view(saverId, { retirementAge: 900 })).not.toBe(view)
    await collect(saverId, 500_000)
    expect(await kept.view(saverId, { retirementAge: 900 })).not.toEqual(view)
  })
})

describe('how much is kept', () => {
  const keptOf = async (web: ReturnType<typeof process>, saverId: string) => {
    const [first, second] = [await readPortfolio(web, saverId), await readPortfolio(web, saverId)]
    return first?.known === second?.known
  }

  it('is bounded by number: the one used longest ago goes first', async () => {
    const web = process(2)
    const [a, b, c] = [await saverWith(1000), await saverWith(2000), await saverWith(3000)]
    const before = { a: (await readPortfolio(web, a))?.known, b: (await readPortfolio(web, b))?.known }
    await readPortfolio(web, a)
    await readPortfolio(web, c)
    expect((await readPortfolio(web, a))?.known).toBe(before.a)
    expect((await readPortfolio(web, b))?.known).not.toBe(before.b)
    expect(await keptOf(process(0), a)).toBe(false)
  })

  it('goes when the saver leaves, and 15 minutes after the last request', async () => {
    const web = process()
    const saverId = await saverWith(1000)
    const first = (await readPortfolio(web, saverId))?.known
    web.persons.drop(saverId)
    const second = (await readPortfolio(web, saverId))?.known
    expect(second).not.toBe(first)
    clock = new Date(clock.getTime() + 15 * 60 * 1000 + 1)
    expect((await readPortfolio(web, saverId))?.known).not.toBe(second)
  })

  it('goes then also when nobody asks any more', async () => {
    const begun = clock
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const web = process()
    const saverId = await saverWith(1000)
    const first = (await readPortfolio(web, saverId))?.known
    clock = new Date(begun.getTime() + 15 * 60 * 1000)
    vi.advanceTimersByTime(60_000)
    clock = begun
    expect((await readPortfolio(web, saverId))?.known).toBe(first)
    clock = new Date(begun.getTime() + 15 * 60 * 1000 + 1)
    vi.advanceTimersByTime(60_000)
    // A clock set back alone would find it again.
    clock = begun
    expect(vi.getTimerCount()).toBe(0)
    expect((await readPortfolio(web, saverId))?.known).not.toBe(first)
    vi.useRealTimers()
  })
})

describe('a read that was under way', () => {
  const readAcross = async (drop: (persons: PersonCache, saverId: string) => void) => {
    const web = process()
    const saverId = await saverWith(1000)
    const reading = readPortfolio(web, saverId)
    drop(web.persons, saverId)
    const first = (await reading)?.known
    return { kept: (await readPortfolio(web, saverId))?.known === first, web, saverId }
  }

  it('brings nobody back who has left meanwhile', async () => {
    const { kept, web, saverId } = await readAcross((persons, leaver) => persons.drop(leaver))
    expect(kept).toBe(false)
    expect((await readPortfolio(web, saverId))?.known).toBe((await readPortfolio(web, saverId))?.known)
  })

  it('is kept where nobody has left', async () => {
    expect((await readAcross(() => undefined)).kept).toBe(true)
  })
})

it('is nothing before the first collection', async () => {
  const web = process()
  const saverId = await anySaver(test.app)
  expect(await readPortfolio(web, saverId)).toBeNull()
  await collect(saverId, 1000)
  expect(await readPortfolio(web, saverId)).toEqual(await readPortfolio(anew(), saverId))
})
