/**
 * What is paid to the survivors, holding by holding, when the person dies in a month.
 *
 * Law:     the contracts; Inkomstskattelagen 58 kap. for how long; parameters/tid-till-efterlevande.ts.
 * Formula: återbetalningsskydd: before the payout, the capital then saved over the time to survivors, annuity-certain at
 *          the contract's net rate; during it, the payments that are left of its term. Own savings: what is left.
 * Outside: the public pension's survivors' benefits; the amounts of efterlevandepension and familjeskydd, which no
 *          provider reports: that there is such cover is said, never a figure.
 */
import type { Age } from '../model/age.ts'
import { firstMonthAtAge } from '../model/age.ts'
import type { YearMonth } from '../model/year-month.ts'
import type { HoldingForSurvivors } from './contract-survivors.ts'
import type { Prepared } from './prepare.ts'
import { workUntil } from './prepare.ts'
import { withinAges } from './timeline.ts'
import type { Choices } from './types.ts'

export type { HoldingForSurvivors } from './contract-survivors.ts'

/**
 * Of every holding, in order: what is paid from the month after the one in which the person dies at `deathAge`, or from
 * next month when that is past. Until then all goes as it was chosen.
 *
 * @throws ForecastInputError for a choice that a holding's rules do not allow
 */
export function survivorsOf(prepared: Prepared, choices: Choices, deathAge: Age): readonly HoldingForSurvivors[] {
  const { basis, ages, holdings } = prepared
  const { known, nextMonth } = basis
  const month = Math.max(nextMonth, firstMonthAtAge(known.person.birthDate, deathAge)) as YearMonth
  const retirementAge = withinAges(choices.retirementAge, ages)
  const work = workUntil(prepared, retirementAge, choices.work)
  const publicWithdrawal = choices.publicWithdrawal ?? null
  return holdings.map((holding): HoldingForSurvivors => {
    const choice = choices.perHolding?.[holding.id] ?? {}
    const answer = holding.forSurvivors?.({ retirementAge, choice, publicWithdrawal, work }, month)
    return answer ?? { ...notCalculated, holdingId: holding.id }
  })
}

const notCalculated = {
  status: 'not-calculated',
  covers: [],
  payments: [],
  capital: null,
  beneficiariesNamed: 'not-reported',
} as const
