/** What holdings are prepared from, for tests: a person, today and what is held. */
import { LawReader } from '../law.ts'
import type { Age } from '../model/age.ts'
import { age, firstMonthAtAge } from '../model/age.ts'
import type { Holding } from '../model/holding.ts'
import { isoDateOf } from '../model/year-month.ts'
import { incomeOf } from '../projection/assumptions.ts'
import type { Asked, Basis } from '../projection/prepared.ts'
import { nextMonth } from '../projection/timeline.ts'
import type { Assumptions, HoldingChoice, Known, WorkPeriod } from '../projection/types.ts'
import type { WorkPath } from '../projection/work.ts'
import { workPath } from '../projection/work.ts'

export interface GivenBasis {
  readonly birthDate?: string
  readonly today?: string
  readonly salary?: Known['salary']
  readonly assumptions?: Assumptions
}

/** Holdings get the ids h0, h1 and so on. */
export function basisOf(holdings: readonly Holding[], given: GivenBasis = {}): Basis {
  const { birthDate = '1965-05-15', today = '2026-11-22', salary, assumptions } = given
  const known: Known = {
    person: { birthDate: isoDateOf(birthDate) },
    holdings: holdings.map((holding, i) => ({ id: `h${i}`, holding })),
    today: isoDateOf(today),
    ...(salary && { salary }),
    ...(assumptions && { assumptions }),
  }
  const law = new LawReader()
  return {
    known,
    birthYear: Number(birthDate.slice(0, 4)),
    income: incomeOf(known, law),
    law,
    nextMonth: nextMonth(known.today),
    lastMonth: firstMonthAtAge(known.person.birthDate, age(105)),
  }
}

export const workOf = (basis: Basis, retirementAge: Age, periods: readonly WorkPeriod[] = []): WorkPath =>
  workPath({
    birthDate: basis.known.person.birthDate,
    usual: basis.income?.pay ?? null,
    retirementAge,
    nextMonth: basis.nextMonth,
    periods,
  })

export const askedOf = (
  basis: Basis,
  retirementAge: Age,
  choice: HoldingChoice = {},
  periods: readonly WorkPeriod[] = [],
): Asked => ({ retirementAge, choice, publicWithdrawal: null, work: workOf(basis, retirementAge, periods) })
