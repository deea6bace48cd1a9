/** Whole forecasts under more digits than the project counts with. */
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { Dec } from '../model/quantity.ts'
import { people } from '../testing/generated-people.ts'
import { project } from './run.ts'
import type { Projection, ProjectionInput } from './types.ts'

const { precision } = Dec
afterEach(() => {
  Dec.set({ precision })
})

function underDigits(digits: number, input: ProjectionInput): Projection {
  Dec.set({ precision: digits })
  return project(input)
}

/** Every amount of a forecast. */
const amountsOf = ({ runs, months, falls, holdings }: Projection): readonly Dec[] => [
  ...runs.map(({ amount }) => amount),
  ...falls.map(({ amount }) => amount),
  ...months.flatMap(({ gross, work, tax, net, netPayments }) =>
    [gross, work, tax, net, netPayments].filter((amount) => amount !== null),
  ),
  ...holdings.flatMap(({ capitalLeft }) => capitalLeft.map(({ amount }) => amount)),
]

// What is rounded to kronor and öre is the very same; what is a share of it differs beyond the 30th digit at most.
test('no amount of a forecast is another under 60 digits than under 40', () => {
  expect(precision).toBe(40)
  fc.assert(
    fc.property(people, (input) => {
      const [usual, more] = [amountsOf(underDigits(precision, input)), amountsOf(underDigits(60, input))]
      expect(usual.length).toBe(more.length)
      const differing = usual.filter(
        (amount, i) =>
          !amount
            .minus(more[i] ?? NaN)
            .abs()
            .lt('1e-25'),
      )
      expect(differing).toEqual([])
    }),
    // Ends shrinking in time to say which input it is.
    { interruptAfterTimeLimit: 300_000, markInterruptAsFailure: true },
  )
}, 600_000)
