/** The terms of a payout, and the worth of the payments that are left at any time. */
import type { LawReader } from '../../law.ts'
import type { Age } from '../../model/age.ts'
import type { PayoutDuration } from '../../model/holding.ts'
import type { Share } from '../../model/quantity.ts'
import type { IsoDate } from '../../model/year-month.ts'
import { dodlighet } from '../../parameters/dodlighet.ts'
import { livslangdspaslag } from '../../parameters/livslangdspaslag.ts'
import type { MortalityRow } from '../../parameters/parameter.ts'
import { annuityCertain, lifelongAnnuity, remainingLife, temporaryAnnuity } from './annuity.ts'

/** How a contract's capital becomes payments, whenever they start. */
export interface PayoutTerms {
  readonly mortality: MortalityRow
  /** Years added to remaining life in a lifelong payout with återbetalningsskydd. */
  readonly livslangdspaslag: number
  readonly aterbetalningsskydd: boolean
  /** Yearly, net of fee and tax. */
  readonly rate: number
}

export interface PayoutStart {
  readonly at: Age
  readonly duration: PayoutDuration
}

export function payoutTerms(
  given: {
    readonly birthYear: number
    readonly aterbetalningsskydd: boolean
    readonly rate: Share
    readonly today: IsoDate
  },
  law: LawReader,
): PayoutTerms {
  return {
    mortality: law.mortality(dodlighet, given.birthYear),
    livslangdspaslag: law.value(livslangdspaslag, given.today).toNumber(),
    aterbetalningsskydd: given.aterbetalningsskydd,
    rate: given.rate.toNumber(),
  }
}

/** The months a capital is spread over, or null when it is paid while the person lives and no longer. */
export function termOf({ mortality, livslangdspaslag: years, aterbetalningsskydd }: PayoutTerms, start: PayoutStart) {
  if (!aterbetalningsskydd) return null
  if (start.duration !== 'lifelong') return start.duration.months
  return Math.round((remainingLife(mortality, start.at) + years) * 12)
}

/** Worth of 1 krona a year of the payments that are left `elapsed` months after the start, at that time. */
export function payoutFactor(terms: PayoutTerms, start: PayoutStart, elapsed = 0): number {
  const { mortality, rate } = terms
  const term = termOf(terms, start)
  if (term !== null) return annuityCertain(rate, Math.max(0, term - elapsed))
  const life = { mortality, at: (start.at + elapsed) as Age, rate }
  return start.duration === 'lifelong'
    ? lifelongAnnuity(life)
    : temporaryAnnuity(life, Math.max(0, start.duration.months - elapsed))
}
