/** Falls of the pension as they are felt: by month. */
import type { FallView } from '#server/services/api.ts'

export interface StepDown {
  readonly month: string
  /** Completed months. */
  readonly age: number
  /** Kronor a month, of all that falls. */
  readonly amount: number
  readonly falls: readonly FallView[]
}

/** What is worth a sentence of its own, apart from what is hardly felt: all that falls in a month is one step down. */
export const stepsDown = (falls: readonly FallView[]): readonly StepDown[] =>
  [...Map.groupBy(minorApart(falls), ({ month }) => month)].map(([month, together]) => ({
    month,
    age: together[0]?.age ?? 0,
    amount: together.reduce((sum, { amount }) => sum + amount, 0),
    falls: together,
  }))

const minorApart = (falls: readonly FallView[]): readonly FallView[] => falls.filter(({ minor }) => !minor)
