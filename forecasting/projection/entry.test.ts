import { describe, expect, test } from 'vitest'
import type { Age } from '../model/age.ts'
import { age } from '../model/age.ts'
import type { OwnIncome, OwnSaving } from '../model/own-entry.ts'
import { kronor, kronorPerMonth, share } from '../model/quantity.ts'
import { formatYearMonth } from '../model/year-month.ts'
import type { GivenBasis } from '../testing/basis.ts'
import { askedOf, basisOf, workOf } from '../testing/basis.ts'
import { capitalOf } from '../testing/holdings.ts'
import { prepareEntry } from './entry.ts'
import type { Outcome } from './prepared.ts'
import type { HoldingChoice } from './types.ts'

const saving: OwnSaving = {
  kind: 'sparande',
  name: 'Åsas buffert',
  value: capitalOf(120_000),
  saved: kronorPerMonth(0),
  return: share(0),
  months: 120,
}
const income: OwnIncome = {
  kind: 'inkomst',
  name: 'Pension från Norge',
  amount: kronorPerMonth('2500.50'),
  from: age(67),
  to: 'lifelong',
  taxed: true,
}
/** Born 15 May 1965: 67 is June 2032. */
const answered = (
  entry: OwnSaving | OwnIncome,
  at: Age = age(67),
  choice: HoldingChoice = {},
  given: GivenBasis = {},
) => {
  const basis = basisOf([], given)
  return prepareEntry('e0', entry, basis).outcome(askedOf(basis, at, choice))
}
const inWords = ({ runs }: Outcome): readonly string[] =>
  runs.map(
    ({ from, to, amount, taxed }) =>
      `${formatYearMonth(from)}–${to === 'lifelong' ? 'life' : formatYearMonth(to)} ${amount.toFixed()}${taxed ? ' taxed' : ''}`,
  )

describe('savings', () => {
  test('are taxed where the saver says that they are a pension', () => {
    expect(inWords(answered({ ...saving, taxed: true }))).toEqual(['2032-06–2042-05 1000 taxed'])
  })

  // 120,000 over 120 months without return: 1,000 a month.
  test('are drawn month by month, free of tax, when everything else is', () => {
    expect(inWords(answered(saving))).toEqual(['2032-06–2042-05 1000'])
    expect(answered(saving).result).toMatchObject({ calculatedBy: 'own-entry', assumptions: [] })
  })

  // January 2026 to May 2032 are 77 months · 1,000: 197,000 / 120 = 1,641.67. To 64 in June 2029 41: 161,000.
  test('grow by what is put in until work ends', () => {
    const growing = { ...saving, saved: kronorPerMonth(1000) }
    expect(inWords(answered(growing))).toEqual(['2032-06–2042-05 1641.67'])
    expect(inWords(answered(growing, age(64), { start: age(67) }))).toEqual(['2032-06–2042-05 1341.67'])
  })

  test('begin at the saver’s own age, or as is chosen, for as long as is chosen', () => {
    const own = { ...saving, from: age(70) }
    expect(inWords(answered(own))).toEqual(['2035-06–2045-05 1000'])
    expect(inWords(answered(own, age(67), { start: age(68), duration: { months: 60 } }))).toEqual([
      '2033-06–2038-05 2000',
    ])
  })

  // The saver's 3 % a year for 77 months, then 3 % while it is drawn.
  test('grow by the saver’s own return, before and while it is drawn, in any market', () => {
    let factor = 0
    for (let k = 0; k < 120; k += 1) factor += 1.03 ** (-k / 12)
    const expected = (120_000 * 1.03 ** (77 / 12)) / factor
    const given = { ...saving, return: share('0.03') }
    expect(answered(given).runs[0]?.amount.toNumber()).toBeCloseTo(expected, 2)
    expect(inWords(answered(given, age(67), {}, { assumptions: { market: 'low' } }))).toEqual(inWords(answered(given)))
  })

  // Without a word of the return: 1.9 % − 0.38 % − 0.4 % = 1.12 %.
  test('grow by the standard’s return less tax and fee where nothing is said, and the market moves them', () => {
    const silent: OwnSaving = { kind: 'sparande', name: '', value: saving.value, saved: saving.saved, months: 120 }
    let factor = 0
    for (let k = 0; k < 120; k += 1) factor += 1.0112 ** (-k / 12)
    const usual = answered(silent)
    expect(usual.runs[0]?.amount.toNumber()).toBeCloseTo((120_000 * 1.0112 ** (77 / 12)) / factor, 2)
    expect(usual.result.assumptions).toEqual(['return-1.9', 'default-fee'])
    const low = answered(silent, age(67), {}, { assumptions: { market: 'low' } })
    expect(low.runs[0]?.amount.toNumber()).toBeLessThan((usual.runs[0]?.amount.toNumber() ?? 0) * 0.7)
    expect(low.result.assumptions).toContain('market-low')
  })

  // Seven of 120 months are paid by January 2033: 113,000 is left.
  test('say what is left each January', () => {
    const { capitalLeft } = answered(saving).result
    expect(capitalLeft.map(({ amount }) => amount.toNumber())).toEqual([
      113_000, 101_000, 89_000, 77_000, 65_000, 53_000, 41_000, 29_000, 17_000, 5_000,
    ])
  })

  test('cannot be drawn for life', () => {
    expect(() => answered(saving, age(67), { duration: 'lifelong' })).toThrow('duration-not-allowed')
  })

  test('of nothing are not paid', () => {
    expect(answered({ ...saving, value: capitalOf(0) }).result.notProjected).toBe('no-value-reported')
  })

  test('the first amount alone is that of the whole answer', () => {
    const basis = basisOf([])
    const prepared = prepareEntry('e0', { ...saving, saved: kronorPerMonth(777) }, basis)
    for (const months of [60, 120]) {
      const alone = prepared.amountAt(age(66, 5), { months }, workOf(basis, age(66)))
      const asked = askedOf(basis, age(66), { start: age(66, 5), duration: { months } })
      expect(alone).toEqual(prepared.outcome(asked).runs[0]?.amount)
    }
    expect(prepared.amountAt(age(67), 'lifelong', workOf(basis, age(66)))).toBeNull()
    expect(prepared.amountAt(age(50), { months: 60 }, workOf(basis, age(66)))).toBeNull()
  })
})

describe('other incomes', () => {
  test('come from an age to an age, whatever is chosen', () => {
    expect(inWords(answered(income))).toEqual(['2032-06–life 2500.5 taxed'])
    expect(inWords(answered({ ...income, to: age(70), taxed: false }, age(63)))).toEqual(['2032-06–2035-05 2500.5'])
  })

  test('that run already go on from next month; those that are over are not paid', () => {
    expect(inWords(answered({ ...income, from: age(50) }))).toEqual(['2026-12–life 2500.5 taxed'])
    const over = answered({ ...income, from: age(50), to: age(55) })
    expect([over.runs, over.result.notProjected]).toEqual([[], 'ended'])
    expect(answered({ ...income, amount: kronorPerMonth(0) }).runs).toEqual([])
  })
})

test('what is left of savings goes to the estate at once', () => {
  const basis = basisOf([])
  const prepared = prepareEntry('e0', saving, basis)
  const at = (month: number) => prepared.forSurvivors?.(askedOf(basis, age(67)), month as never)
  // Before the first payment all, after seven 113,000.
  expect(at(2030 * 12)).toMatchObject({ status: 'paid', capital: kronor(120_000), payments: [] })
  expect(at(2033 * 12)).toMatchObject({ status: 'paid', capital: kronor(113_000) })
  expect(at(2044 * 12)).toMatchObject({ status: 'none', capital: null })
})
