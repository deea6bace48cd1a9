import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { age } from '#forecasting/model/age.ts'
import type { ContractHolding } from '#forecasting/model/holding.ts'
import { createCollection } from '#server/db/collections.ts'
import { asSaver } from '#server/db/database.ts'
import { replaceProviders } from '#server/db/providers.ts'
import { storeAnswer } from '#server/db/retrievals.ts'
import { createErrandsService } from '#server/services/errands/errands.ts'
import { createErrandService } from '#server/services/errands/service.ts'
import { readPortfolio } from '#server/services/portfolio/portfolio.ts'
import type { TestDatabase } from '#server/testing/database.ts'
import { testDatabase } from '#server/testing/database.ts'
import { answered, contractHolding, providerEntry } from '#server/testing/examples.ts'
import { PersonalNumber } from '#providers/personal-number.ts'
import { findOrCreateSaver } from '#server/db/savers.ts'
import type { ErrandsServices } from '../api/errands.ts'
import type { PlanContent, PlansServices } from '../api/plans.ts'
import { createPlansService } from './service.ts'

const holder = providerEntry('haller')
const refusing = providerEntry('nekar', { acceptsPlans: false })
const now = () => new Date('2026-11-22T10:00:00Z')

let test: TestDatabase
beforeAll(async () => {
  test = await testDatabase()
  await replaceProviders(test.owner, [holder, refusing])
})
afterAll(() => test.close())

/** Born in May 1963. */
const numbers = ['19630501-2384', '19630502-2383', '19630503-2382', '19630504-2381', '19630505-2380', '19630506-2389']
let used = 0

async function newSaver(): Promise<string> {
  const number = numbers.flatMap((text) => PersonalNumber.parse(text) ?? [])[used++]
  if (number === undefined) throw new Error('No more numbers')
  return (await findOrCreateSaver(test.app, { number, name: 'Åsa Öström-Lindqvist' })).saverId
}

/** With the contracts at one provider, and one more at the other. */
async function saverWith(...contracts: readonly ContractHolding[]): Promise<string> {
  const saverId = await newSaver()
  await asSaver(test.app, saverId, async (t) => {
    const created = await createCollection(t, {
      reason: 'first-visit',
      deadlineAt: new Date(Date.now() + 3_600_000),
      providers: [holder, refusing],
    })
    const [first, ...rest] = contracts
    if (first === undefined) return
    const [own, other] = created?.retrievals ?? []
    const { original } = answered('A-1')
    const answer = (...holdings: [ContractHolding, ...ContractHolding[]]) =>
      ({ kind: 'answered', holdings, original }) as const
    await storeAnswer(t, own?.retrievalId ?? '', answer(first, ...rest))
    await storeAnswer(t, other?.retrievalId ?? '', answer(choosable('N-1')))
  })
  return saverId
}

const choosable = (contractNumber: string, changes: Partial<ContractHolding> = {}): ContractHolding =>
  contractHolding(contractNumber, {
    payoutTerms: {
      earliestAge: age(55),
      latestAge: age(75),
      agreedAge: age(65),
      durations: ['lifelong', { months: 60 }, { months: 120 }],
    },
    aterbetalningsskydd: true,
    ...changes,
  })

const plans = () => createPlansService({ db: test.app, now })
const errands = (at = now) =>
  createErrandsService({ db: test.app, now: at, desk: createErrandService({ db: test.app, now: at }) })
/** More than thirty days after what is handed in now. */
const later = () => new Date(Date.now() + 31 * 24 * 3600_000)

const plan = (name: string, changes: Partial<PlanContent> = {}): PlanContent => ({
  name,
  choices: { retirementAge: age(66) },
  wish: null,
  ...changes,
})

async function saved(saverId: string, content: PlanContent): Promise<string> {
  const result = await plans().save(saverId, content)
  if (result.kind !== 'saved') throw new Error(result.kind)
  return result.planId
}
const idsOf = async (saverId: string) =>
  new Map(
    (await readPortfolio({ db: test.app, now }, saverId))?.contracts.map(({ contractId, report }) => [
      report.holding.identity.contractNumber,
      contractId,
    ]),
  )
type Opened = NonNullable<Awaited<ReturnType<PlansServices['open']>>>
async function opened(saverId: string, planId: string): Promise<Opened> {
  const found = await plans().open(saverId, planId)
  if (found === null) throw new Error('No such plan')
  return found
}
const tasksIn = ({ payers }: Opened) => payers.flatMap(({ tasks }) => tasks)

describe('plans', () => {
  it('are kept by name with what they gave, for their saver alone', async () => {
    const [saverId, stranger] = [await saverWith(choosable('A-1')), await saverWith(choosable('A-1'))]
    const planId = await saved(saverId, plan('Sluta vid 66'))
    const [kept, ...others] = await plans().list(saverId)
    expect(others).toEqual([])
    expect(kept).toMatchObject({ planId, version: 1, name: 'Sluta vid 66', choices: { retirementAge: age(66) } })
    expect(kept?.then).toMatchObject({ day: '2026-11-22', firstMonth: expect.stringMatching(/^2029-/) as string })
    expect(kept?.then.gross).toBeGreaterThan(0)
    expect(await plans().list(stranger)).toEqual([])
    expect(await plans().open(stranger, planId)).toBeNull()
    expect(await plans().change(stranger, { planId, version: 1 }, plan('Min'))).toEqual({ kind: 'gone' })
    expect(await plans().remove(stranger, { planId, version: 1 })).toBe('gone')

    // The same once more, even at the same time, is the same plan; another under its name asks first.
    const again = await Promise.all([plans().save(saverId, plan('Två')), plans().save(saverId, plan('Två'))])
    expect(again[0]).toEqual(again[1])
    expect(await plans().save(saverId, plan('sluta VID 66', { choices: {} }))).toMatchObject({
      kind: 'name-taken',
      by: { planId },
    })
    expect(await plans().list(saverId)).toHaveLength(2)

    // Two tabs: the first to write wins, the second is shown what was written.
    const mark = { planId, version: 1 }
    expect(await plans().change(saverId, mark, plan('Sluta vid 67', { choices: { retirementAge: age(67) } }))).toEqual({
      kind: 'saved',
      planId,
    })
    const late = await plans().change(saverId, mark, plan('Annat'))
    expect(late).toMatchObject({ kind: 'changed-meanwhile', now: { name: 'Sluta vid 67', version: 2 } })
    expect(await plans().remove(saverId, mark)).toMatchObject({ changedMeanwhile: { version: 2 } })
    expect((await opened(saverId, planId)).plan.name).toBe('Sluta vid 67')

    expect(await plans().copy(saverId, planId, 'Kopia')).toMatchObject({ kind: 'saved' })
    expect(await plans().copy(saverId, planId, 'Kopia')).toMatchObject({ kind: 'saved' })
    expect((await plans().list(saverId)).map(({ name }) => name)).toEqual(['Sluta vid 67', 'Två', 'Kopia', 'Kopia 2'])
    expect(await plans().remove(saverId, { planId, version: 2 })).toBe('removed')
    expect(await plans().open(saverId, planId)).toBeNull()

    for (let number = 4; number <= 30; number++) await saved(saverId, plan(`Plan ${number}`))
    expect(await plans().save(saverId, plan('En till'))).toEqual({ kind: 'too-many', limit: 30 })
  }, 60_000)

  it('tells which choices no longer can be followed', async () => {
    const saverId = await saverWith(choosable('A-1'))
    const id = (await idsOf(saverId)).get('A-1') ?? ''
    const planId = await saved(
      saverId,
      plan('Gammal', {
        choices: { retirementAge: age(40), contracts: { [id]: { duration: 7 }, borta: { start: 800 } } },
      }),
    )
    const { outlook } = await opened(saverId, planId)
    expect(outlook.notFollowed).toHaveLength(3)
    expect(outlook.notFollowed).toEqual(
      expect.arrayContaining([
        { kind: 'retirement-age' },
        { kind: 'contract-gone' },
        { kind: 'payout', what: { pillar: 'tjanstepension', label: 'ITP 1 Traditionell', providerName: holder.name } },
      ]),
    )
  })

  it('become tasks with a last day, that are ticked off and sent once to payers that take plans', async () => {
    const saverId = await saverWith(choosable('A-1'))
    const ids = await idsOf(saverId)
    const choices = {
      retirementAge: age(66),
      contracts: { [ids.get('A-1') ?? '']: { start: age(66), duration: 60 } },
    }
    const planId = await saved(saverId, plan('Skickas', { choices }))
    const first = await opened(saverId, planId)
    const [task] = tasksIn(first).filter(({ what }) => what.providerName === holder.name)
    expect(task).toMatchObject({
      firstMonth: '2029-06',
      actBy: '2029-03-01',
      draw: { duration: 60 },
      basis: 'assumed',
      irrevocable: true,
      done: false,
      sending: { kind: 'none' },
    })
    const [inTwoTabs] = await Promise.all(
      tasksIn(first).map(({ taskId }) => plans().tick(saverId, planId, taskId, true)),
    )
    expect(inTwoTabs).toBe(true)
    expect(tasksIn(await opened(saverId, planId)).map(({ done }) => done)).toEqual([true, true])
    await plans().tick(saverId, planId, task?.taskId ?? '', false)
    expect(tasksIn(await opened(saverId, planId)).filter(({ done }) => done)).toHaveLength(1)

    const sends = (await errands().planToSend(saverId, planId))?.sends ?? []
    expect(
      sends.map(({ contractNumber, start, duration, notSent }) => [contractNumber, start, duration, notSent]),
    ).toEqual(
      expect.arrayContaining([
        ['A-1', '2029-06-01', 60, null],
        ['N-1', '2029-06-01', 'lifelong', 'not-accepted'],
      ]),
    )
    const [open] = sends.filter(({ notSent }) => notSent === null)
    if (open === undefined) throw new Error('Nothing to send')
    const send = (over: Partial<Parameters<ErrandsServices['sendPlan']>[1][number]> = {}) =>
      errands().sendPlan(saverId, planId, [{ ...open, ...over }])
    expect(await send({ duration: 120 })).toEqual({ kind: 'changed' })
    expect(await send({ contractId: ids.get('N-1') ?? '', duration: 'lifelong' })).toEqual({ kind: 'changed' })
    expect(await errands().list(saverId)).toEqual([])
    await Promise.all([send(), send()])
    expect(await send()).toEqual({ kind: 'sent', count: 0 })
    // A fault is reported under the saver's own details, and is no plan.
    const fault = { operation: 'anmalFel', contractNumber: 'A-1', text: 'Fel' } as const
    await createErrandService({ db: test.app, now }).handIn(saverId, holder.id, fault)
    expect(await errands().list(saverId)).toMatchObject([
      {
        providerName: holder.name,
        contractNumber: 'A-1',
        start: '2029-06-01',
        duration: 60,
        state: 'waiting',
        due: expect.any(String) as string,
        reason: null,
      },
    ])
    expect((await errands().planToSend(saverId, planId))?.sends).toContainEqual({ ...open, notSent: 'already-sent' })
    expect(tasksIn(await opened(saverId, planId))).toContainEqual(
      expect.objectContaining({ taskId: task?.taskId, sending: { kind: 'sent', state: 'waiting' } }),
    )
    // A month later the payer has said nothing: that is said, and it may be sent once more.
    expect(await errands(later).list(saverId)).toMatchObject([{ state: 'unanswered' }])
    const { payers } = (await createPlansService({ db: test.app, now: later }).open(saverId, planId)) ?? {}
    expect(payers?.flatMap(({ tasks }) => tasks)).toContainEqual(
      expect.objectContaining({ taskId: task?.taskId, sending: { kind: 'sent', state: 'unanswered' } }),
    )
    expect((await errands(later).planToSend(saverId, planId))?.sends).toContainEqual({ ...open, replacesEarlier: true })
    expect(await errands(later).sendPlan(saverId, planId, [open])).toEqual({ kind: 'sent', count: 1 })
    expect(await errands().list(saverId)).toHaveLength(2)
    // Another plan for the same contract takes its place, and says so.
    const other = await saved(saverId, plan('Senare', { choices: { retirementAge: age(67), contracts: {} } }))
    expect((await errands().planToSend(saverId, other))?.sends).toContainEqual(
      expect.objectContaining({ contractNumber: 'A-1', notSent: null, replacesEarlier: true }),
    )
  }, 30_000)

  it('are found from a wish, each with what it gives up', async () => {
    const saverId = await saverWith(choosable('A-1'), choosable('A-2'))
    const wish = { from: age(66), amount: 12_000, afterTax: false }
    const result = await plans().find(saverId, wish)
    if (result.kind !== 'found') throw new Error(result.kind)
    expect(result.plans.length).toBeGreaterThan(0)
    expect(result.plans.length).toBeLessThanOrEqual(3)
    for (const [index, found] of result.plans.entries()) {
      const { contracts = {} } = found.choices
      const temporary = Object.values(contracts).some(({ duration }) => duration !== 'lifelong')
      expect(found.givesUp.some(({ kind }) => kind === 'money-ends')).toBe(temporary)
      expect(found.givesUp.some(({ kind }) => kind === 'cover-ends')).toBe(temporary)
      expect(found.reached).toBe(found.gap === 0)
      // What was found is what the same choices give when they are saved.
      const planId = await saved(saverId, { name: `Förslag ${index}`, choices: found.choices, wish })
      const { outlook } = await opened(saverId, planId)
      expect(outlook).toEqual(found.outlook)
    }
    expect(await plans().find(saverId, { ...wish, from: age(40) })).toMatchObject({
      kind: 'refused',
      why: 'age-too-low',
    })
    expect(await plans().find(saverId, { ...wish, from: age(90) })).toMatchObject({
      kind: 'refused',
      why: 'age-too-high',
    })
    for (const amount of [0, -1, 1.5, NaN, 1e9]) {
      expect(await plans().find(saverId, { ...wish, amount })).toMatchObject({ kind: 'refused', why: 'amount' })
    }
  }, 60_000)

  it('are of nothing before the first collection', async () => {
    const saverId = await newSaver()
    expect(await plans().save(saverId, plan('Först'))).toEqual({ kind: 'no-figures' })
    expect(await plans().bounds(saverId)).toBeNull()
    expect(await plans().find(saverId, { from: age(66), amount: 10_000, afterTax: true })).toEqual({
      kind: 'no-figures',
    })
    expect(await plans().compare(saverId, ['x'])).toEqual([])
    expect(await plans().open(saverId, "x' or 1=1")).toBeNull()
  })
})
