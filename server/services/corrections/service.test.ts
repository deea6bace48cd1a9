import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCollection } from '#server/db/collections.ts'
import { asSaver } from '#server/db/database.ts'
import { listErrands, markErrandReceipted, markErrandSent, storeErrandReply } from '#server/db/errands.ts'
import { replaceProviders } from '#server/db/providers.ts'
import { storeAnswer } from '#server/db/retrievals.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { answered, anySaver, providerEntry } from '#server/testing/examples.ts'
import type { FaultReport } from '../api/corrections.ts'
import { readPortfolio } from '../portfolio/portfolio.ts'
import { createCorrectionsService } from './service.ts'

const holder = providerEntry('haller')
const away = providerEntry('borta', { connected: false })

let test: TestDatabase
beforeAll(async () => {
  test = await testDatabase()
  await replaceProviders(test.owner, [holder, away])
})
afterAll(() => test.close())

const service = (now = new Date()) => createCorrectionsService({ db: test.app, now: () => now })
const wrong: FaultReport = { what: 'belopp', words: 'Premien är <b>500</b> kr & inte 5' }

async function saverWithContract(provider = holder): Promise<{ saverId: string; contractId: string }> {
  const saverId = await anySaver(test.app)
  await asSaver(test.app, saverId, async (t) => {
    const created = await createCollection(t, {
      reason: 'first-visit',
      deadlineAt: new Date(Date.now() + 3600_000),
      providers: [{ ...provider, connected: true }],
    })
    await storeAnswer(t, created?.retrievals[0]?.retrievalId ?? '', answered('A-1'))
  })
  const portfolio = await readPortfolio({ db: test.app, now: () => new Date() }, saverId)
  return { saverId, contractId: portfolio?.contracts[0]?.contractId ?? '' }
}

describe('a report of a fault', () => {
  it('goes to the contract’s provider in words, once, and has a due date', async () => {
    const { saverId, contractId } = await saverWithContract()
    expect(await service().contract(saverId, contractId)).toMatchObject({ reportable: 'yes' })
    for (let times = 0; times < 2; times++) {
      expect(await service().report(saverId, contractId, wrong)).toEqual({ kind: 'handed-in' })
    }
    const [errand, ...more] = await asSaver(test.app, saverId, listErrands)
    expect(more).toEqual([])
    expect(errand?.content).toEqual({
      operation: 'anmalFel',
      contractNumber: 'A-1',
      text: 'Det här stämmer inte: Beloppet. Premien är <b>500</b> kr & inte 5',
    })
    const [listed] = await service().list(saverId)
    const days = (Date.parse(listed?.due ?? '') - Date.parse(listed?.sent ?? '')) / 86_400_000
    expect(listed).toMatchObject({ state: 'waiting', overdue: false, providersWords: null })
    expect(Math.round(days)).toBe(30)
    const late = new Date(Date.now() + 31 * 86_400_000)
    expect(await service(late).list(saverId)).toMatchObject([{ overdue: true }])
    // Whoever got no answer in time may report the same once more.
    await service(late).report(saverId, contractId, wrong)
    expect(await service().list(saverId)).toHaveLength(2)
  })

  it('that has arrived is said to have, before there is an answer', async () => {
    const { saverId, contractId } = await saverWithContract()
    await service().report(saverId, contractId, wrong)
    await asSaver(test.app, saverId, async (t) => {
      const [errand] = await listErrands(t)
      await markErrandSent(t, errand?.errandId ?? '')
      await markErrandReceipted(t, errand?.errandId ?? '')
    })
    expect(await service().list(saverId)).toMatchObject([{ state: 'receipted', overdue: false }])
  })

  it('shows the provider’s words, and then waits for nothing', async () => {
    const { saverId, contractId } = await saverWithContract()
    await service().report(saverId, contractId, wrong)
    await asSaver(test.app, saverId, async (t) => {
      const [errand] = await listErrands(t)
      await storeErrandReply(t, errand?.errandId ?? '', { kind: 'rejected', reason: 'Avtalet är flyttat <i>' })
    })
    expect(await service().list(saverId)).toMatchObject([
      { state: 'rejected', providersWords: 'Avtalet är flyttat <i>', due: null, overdue: false },
    ])
    // What was closed may be reported again.
    await service().report(saverId, contractId, wrong)
    expect(await service().list(saverId)).toHaveLength(2)
  })

  it('is refused where nobody takes it', async () => {
    const { saverId, contractId } = await saverWithContract(away)
    expect(await service().contract(saverId, contractId)).toMatchObject({ reportable: 'not-connected' })
    expect(await service().report(saverId, contractId, wrong)).toEqual({
      kind: 'refused',
      why: 'provider-not-connected',
    })
    const stranger = await anySaver(test.app)
    expect(await service().contract(stranger, contractId)).toBeNull()
    expect(await service().report(stranger, contractId, wrong)).toEqual({ kind: 'refused', why: 'no-such-contract' })
    const open = await saverWithContract()
    const unsendable = { ...wrong, words: 'Fel \u0001' }
    expect(await service().report(open.saverId, open.contractId, unsendable)).toEqual({
      kind: 'refused',
      why: 'cannot-be-sent',
    })
  })
})
