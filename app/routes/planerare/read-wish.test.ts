import { expect, test } from 'vitest'
import { fieldOf, readWish } from './read-wish.ts'

const read = (search: string) => readWish(new URLSearchParams(search), 804)

test('nothing asked yet: the riktålder stands in the form', () => {
  expect(read('')).toEqual({
    typed: { amount: '', tax: 'efter', years: '67', months: '0' },
    errors: [],
    wish: null,
  })
})

test.each(['24000', '24 000', '24 000 kr', '24.000', '24,000', ' 24000:- '])('%j is 24 000 kronor', (belopp) => {
  const search = new URLSearchParams({ belopp, skatt: 'fore', ar: '64', manader: '3' })
  expect(readWish(search, 804).wish).toEqual({ from: 771, amount: 24_000, afterTax: false })
})

test.each([
  ['belopp=&ar=64', ['amount-missing']],
  ['belopp=mycket&ar=64', ['amount-unreadable']],
  ['belopp=24000,50&ar=64', ['amount-unreadable']],
  ['belopp=-5&ar=64', ['amount-unreadable']],
  ['belopp=24000&ar=', ['age-unreadable']],
  ['belopp=24000&ar=64&manader=12', ['age-unreadable']],
  ['belopp=x&ar=sextio', ['amount-unreadable', 'age-unreadable']],
])('%s is told as %j, with what was typed kept', (search, errors) => {
  const reading = read(search)
  expect(reading).toMatchObject({ errors, wish: null })
  expect(reading.typed.amount).toBe(new URLSearchParams(search).get('belopp'))
})

test('every error stands beside a field of the form', () => {
  expect((['amount', 'age-too-low', 'tax-not-calculated'] as const).map(fieldOf)).toEqual(['belopp', 'ar', 'skatt'])
})
