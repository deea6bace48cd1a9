import { expect, it, vi } from 'vitest'
import { age } from '#forecasting/model/age.ts'
import { share } from '#forecasting/model/quantity.ts'
import { isoDateOf } from '#forecasting/model/year-month.ts'
import type { Known } from '#forecasting/projection/types.ts'
import { contractHolding } from '#server/testing/examples.ts'
import type { ForecastChoices } from '../api/choices.ts'
import { ask, prepareSound } from './asking.ts'

const input: Known = {
  person: { birthDate: isoDateOf('1979-04-18') },
  holdings: [{ id: 'a', holding: contractHolding('A-1') }],
  today: isoDateOf('2026-11-22'),
}

const answerTo = (choices: ForecastChoices, known: Known = input) => ask(prepareSound(known), choices)
const projectAt = (known: Known, retirementAge: number | undefined) => {
  const { projection, notFollowed } = answerTo(retirementAge === undefined ? {} : { retirementAge }, known)
  return { projection, moved: notFollowed.includes('retirement-age') }
}

it('is made at the riktålder when no age is asked for', () => {
  for (const asked of [undefined, NaN]) {
    const { projection, moved } = projectAt(input, asked)
    expect(projection.retirementAge).toBe(projection.ages.riktalder)
    expect(moved).toBe(false)
  }
})

it('is made at the age asked for', () => {
  expect(projectAt(input, age(66, 5))).toMatchObject({ projection: { retirementAge: age(66, 5) }, moved: false })
})

it.each([-5, 0, 12 * 20, 12 * 90, 1e9, 800.4])('says so when the age %d was moved', (asked) => {
  const { projection, moved } = projectAt(input, asked)
  expect(moved).toBe(true)
  expect(projection.retirementAge).toBeGreaterThanOrEqual(projection.ages.earliest)
  expect(projection.retirementAge).toBeLessThanOrEqual(projection.ages.latest)
})

it('is made next month for one who has passed the riktålder', () => {
  const older = { ...input, person: { birthDate: isoDateOf('1955-04-18') } }
  const { projection, moved } = projectAt(older, undefined)
  expect(projection.retirementAge).toBe(projection.ages.earliest)
  expect(moved).toBe(false)
})

it('leaves out a contract that cannot be meant, and no other', () => {
  const fees = [{ kind: 'management', applies: 'contract', amount: { variable: share('0.42') } }] as const
  const terms = {
    earliestAge: age(65),
    latestAge: age(60),
    agreedAge: 'not-reported',
    durations: 'not-reported',
  } as const
  const odd = [
    { id: 'fee', holding: contractHolding('B-1', { fees }) },
    { id: 'ages', holding: contractHolding('C-1', { payoutTerms: terms }) },
  ]
  for (const asked of [undefined, age(66)]) {
    const { projection } = projectAt({ ...input, holdings: [...odd, ...input.holdings] }, asked)
    expect(projection.holdings.map(({ holdingId }) => holdingId)).toEqual(['a'])
    expect(projection.runs).toEqual(projectAt(input, asked).projection.runs)
  }
})

it('throws for a saver that cannot be meant', () => {
  expect(() => projectAt({ ...input, person: { birthDate: isoDateOf('1850-04-18') } }, undefined)).toThrow('birthDate')
})

it('follows a payout that the contract allows', () => {
  const { projection, notFollowed } = answerTo({
    retirementAge: age(67),
    contracts: { a: { start: age(66), duration: 120 } },
  })
  expect(notFollowed).toEqual([])
  const [run] = projection.runs
  expect(run && run.to !== 'lifelong' && run.to - run.from).toBe(119)
})

it('tells which choices could not be followed, and follows the others', () => {
  const { projection, notFollowed } = answerTo({
    retirementAge: age(66),
    contracts: { a: { duration: 7 }, gone: { start: age(65) } },
    work: [{ from: age(62), to: age(61), salary: 20_000 }],
    withdrawal: [{ from: age(50), share: 50 }],
  })
  expect(new Set(notFollowed)).toEqual(new Set([{ contractId: 'gone' }, { contractId: 'a' }, 'work', 'withdrawal']))
  expect(projection.retirementAge).toBe(age(66))
  expect(projection.runs).toEqual(answerTo({ retirementAge: age(66) }).projection.runs)
})

it('calculates each contract once however many choices are refused', () => {
  const durations = ['lifelong', { months: 120 }] as const
  const payoutTerms = { earliestAge: age(55), latestAge: age(75), agreedAge: age(65), durations }
  const many = Array.from({ length: 30 }, (_, index) => ({
    id: `c${index}`,
    holding: contractHolding(`C-${index}`, { payoutTerms }),
  }))
  const prepared = prepareSound({ ...input, holdings: many })
  const asked = prepared.holdings.map((holding) => vi.spyOn(holding, 'outcome'))
  const contracts = Object.fromEntries(many.map(({ id }) => [id, { duration: 7 }]))
  const { notFollowed, projection } = ask(prepared, { retirementAge: age(66), contracts })
  expect(notFollowed).toHaveLength(30)
  // Once to be refused, and once without the choice.
  for (const { mock } of asked) expect(mock.calls).toHaveLength(2)
  expect(projection.runs).toEqual(ask(prepared, { retirementAge: age(66) }).projection.runs)
})
