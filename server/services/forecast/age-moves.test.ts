import { expect, it } from 'vitest'
import { age } from '#forecasting/model/age.ts'
import type { PaymentPeriod, PublicHolding } from '#forecasting/model/holding.ts'
import { kronor, kronorPerMonth, kronorPerYear, share } from '#forecasting/model/quantity.ts'
import { isoDateOf } from '#forecasting/model/year-month.ts'
import type { HeldEntry, Known } from '#forecasting/projection/types.ts'
import { contractHolding } from '#server/testing/examples.ts'
import { ageMoves, isLeftToDraw } from './age-moves.ts'
import { ask, prepareSound } from './asking.ts'

const today = isoDateOf('2026-11-22')
const person = { birthDate: isoDateOf('1961-01-10') }
const running: PaymentPeriod = {
  from: isoDateOf('2025-02-01'),
  to: 'lifelong',
  amount: kronorPerMonth(841),
  state: 'running',
}
const drawn = (shareDrawn: string): PublicHolding => ({
  kind: 'allman-pension',
  identity: { insurerOrganisationNumber: '162021005521', contractNumber: 'A' },
  insurer: { name: 'Pensionsmyndigheten', organisationNumber: '162021005521' },
  underEarlierNumber: false,
  inkomstpensionBalance: { value: kronor(2_000_000), date: isoDateOf('2025-12-31') },
  premiepensionBalance: { value: kronor(300_000), date: isoDateOf('2025-12-31') },
  premiepensionFunds: [],
  rights: [],
  tillaggspension: 'not-reported',
  forecasts: [],
  residenceYears: 'not-reported',
  unknownCodes: [],
  payments: (['inkomstpension', 'premiepension'] as const).map((component) => ({
    ...running,
    component,
    shareDrawn: share(shareDrawn),
  })),
})
const paid = { id: 'paid', holding: contractHolding('A-1', { payments: [running] }) }
const saved = { id: 'saved', holding: contractHolding('B-1') }
const all = { id: 'public', holding: drawn('1') }
const salary = kronorPerYear(400_000)
const saving = (from?: number): HeldEntry => ({
  id: 'isk',
  entry: {
    kind: 'sparande',
    name: 'ISK',
    value: { value: kronor(100_000), date: today },
    saved: kronorPerMonth(0),
    months: 120,
    ...(from !== undefined && { from: age(from) }),
  },
})

const answerOf = (known: Partial<Known>) => ask(prepareSound({ person, today, holdings: [], ...known }), {})
const moves = (known: Partial<Known>, drawing = true) => ageMoves(answerOf(known), drawing)

it('moves the rest while anything is left to draw, and work or nothing when all is paid', () => {
  expect(moves({ holdings: [all, paid] })).toBe('nothing')
  expect(moves({ holdings: [all, paid], salary })).toBe('work')
  expect(moves({ holdings: [all, paid, saved] })).toBe('rest')
  expect(moves({ holdings: [{ id: 'public', holding: drawn('0.5') }, paid] })).toBe('rest')
  expect(moves({ holdings: [paid, saved] }, false)).toBe('start')
  expect(moves({ holdings: [] }, false)).toBe('start')
})

it('counts a saving that follows the age, and none that begins at an age of its own', () => {
  expect(moves({ holdings: [all], entries: [saving()] })).toBe('rest')
  expect(moves({ holdings: [all], entries: [saving(70)] })).toBe('nothing')
})

it('moves nothing past the last age', () => {
  expect(moves({ person: { birthDate: isoDateOf('1950-01-10') }, holdings: [all, saved] })).toBe('nothing')
})

it('is asked as it is paid now where all is paid, else at the riktålder', () => {
  const { projection } = answerOf({ holdings: [all, paid], salary })
  expect(projection.retirementAge).toBe(projection.ages.earliest)
  expect(answerOf({ holdings: [all, paid, saved] }).projection.retirementAge).toBe(age(67))
})

it('leaves no start to choose of what is paid, of an income, or of a public pension drawn in full beside work', () => {
  const income: HeldEntry = {
    id: 'rent',
    entry: {
      kind: 'inkomst',
      name: 'Hyra',
      amount: kronorPerMonth(3000),
      from: age(67),
      to: 'lifelong',
      taxed: false,
    },
  }
  const answer = answerOf({ holdings: [all, paid, saved], entries: [saving(70), income], salary })
  const left = ['public', 'paid', 'saved', 'isk', 'rent', 'gone'].filter((id) => isLeftToDraw(answer, id))
  expect(left).toEqual(['saved', 'isk'])
})
