import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addressOf, ageFromAddress, choicesInAddress, readChoices } from './address.ts'

const ages = fc.integer({ min: 0, max: 1560 })
const amounts = fc.integer({ min: 0, max: 10_000_000 })
const optional = <T>(key: string, value: fc.Arbitrary<T>) =>
  fc.option(value, { nil: undefined }).map((one) => (one === undefined ? {} : { [key]: one }))
const spans = fc.uniqueArray(ages, { minLength: 2, maxLength: 8 }).chain((borders) => {
  const sorted = [...borders].sort((a, b) => a - b)
  const pairs = sorted.flatMap((from, index) => {
    const to = sorted[index + 1]
    return index % 2 === 0 && to !== undefined ? [{ from, to }] : []
  })
  return fc.tuple(
    ...pairs.map((pair) =>
      fc.tuple(amounts, amounts).map(([salary, benefit]) => ({ ...pair, salary, ...(benefit > 0 && { benefit }) })),
    ),
  )
})
const changes = fc
  .tuple(fc.uniqueArray(ages, { minLength: 1, maxLength: 4 }), fc.constantFrom(0, 25, 50, 75, 100))
  .map(([from, share]) => from.sort((a, b) => a - b).map((one) => ({ from: one, share })))
const payouts = fc.dictionary(
  fc.stringMatching(/^[\w-]{16}$/),
  fc
    .tuple(
      optional('start', ages),
      optional('duration', fc.oneof(fc.constant('lifelong'), fc.integer({ min: 1, max: 720 }))),
    )
    .map((parts) => Object.assign({}, ...parts) as object),
  { minKeys: 1, maxKeys: 5, noNullPrototype: true },
)
const anyChoices = fc
  .tuple(
    optional('retirementAge', ages),
    optional('market', fc.constantFrom('low', 'high')),
    optional('nominal', fc.constant(true)),
    optional('salary', amounts),
    optional('work', spans),
    optional('withdrawal', changes),
    optional('contracts', payouts),
  )
  .map((parts) => Object.assign({}, ...parts) as object)

test('what is written in the address is read from it again', () => {
  fc.assert(
    fc.property(anyChoices, (choices) => {
      const read = readChoices(new URL(addressOf('/prognos', choices), 'http://x').searchParams)
      expect(read).toEqual({ choices, unreadable: [] })
    }),
  )
})

test('the same choices give the same address, whatever order the contracts stood in', () => {
  const [a, b] = [{ start: 780 }, { duration: 'lifelong' as const }]
  expect(choicesInAddress({ contracts: { x: a, y: b } }).toString()).toBe('avtal=x.65-0.&avtal=y..livet')
  expect(choicesInAddress({ contracts: { y: b, x: a } }).toString()).toBe('avtal=x.65-0.&avtal=y..livet')
  expect(addressOf('/prognos', {})).toBe('/prognos')
})

test.each([
  ['alder=xx', 'alder'],
  ['alder=67-12', 'alder'],
  ['alder=67-3-1', 'alder'],
  ['alder=-3', 'alder'],
  ['alder=999', 'alder'],
  ['alder=９９-1', 'alder'],
  ['marknad=toString', 'marknad'],
  ['pengar=euro', 'pengar'],
  ['lon=-1', 'lon'],
  ['lon=1e9', 'lon'],
  ['lon=99999999', 'lon'],
  ['arbete=62-0.61-0.1000', 'arbete'],
  ['arbete=62-0.64-0.1000&arbete=63-0.65-0.1000', 'arbete'],
  ['uttag=64-0.30', 'uttag'],
  ['uttag=67-0.100&uttag=64-0.50', 'uttag'],
  ['avtal=a.65-0.0', 'avtal'],
  ["avtal='--.65-0.60", 'avtal'],
  ['avtal=a.65-0.60&'.repeat(101), 'avtal'],
] as const)('%s cannot be read: it is told and left out', (search, part) => {
  expect(readChoices(new URLSearchParams(search))).toEqual({ choices: {}, unreadable: [part] })
})

test('an age without months is one of whole years', () => {
  expect(ageFromAddress('67')).toBe(804)
})
