/** Falls of the pension as they are felt: by month. */
import type { FallView, StepDown } from '../api.ts'

/** What is worth a sentence of its own, apart from what is hardly felt: all that falls in a month is one step down. */
export const stepsDown = (falls: readonly FallView[]): readonly StepDown[] =>
  [
    ...Map.groupBy(
      falls.filter(({ minor }) => !minor),
      ({ month }) => month,
    ),
  ].map(([month, together]) => ({
    month,
    age: together[0]?.age ?? 0,
    amount: together.reduce((sum, { amount }) => sum + amount, 0),
    falls: together,
  }))
