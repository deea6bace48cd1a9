import { expect, it } from 'vitest'
import { age } from '#forecasting/model/age.ts'
import { share } from '#forecasting/model/quantity.ts'
import { isoDateOf } from '#forecasting/model/year-month.ts'
import { contractHolding } from '#server/testing/examples.ts'
import { projectAt } from './project-at.ts'

const input = {
  person: { birthDate: isoDateOf('1979-04-18') },
  holdings: [{ id: 'a', holding: contractHolding('A-1') }],
  today: isoDateOf('2026-11-22'),
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
