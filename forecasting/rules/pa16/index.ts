/**
 * PA 16: the schemes of the state. Avdelning 1 is a premium scheme; avdelning 2 has premiums and a final-salary
 * benefit, as PA 03 before it.
 *
 * Law:     PA 16 and PA 03; premiums and shares in parameters/.
 * Formula: avdelning 1: 6 % of pay up to 7.5 inkomstbasbelopp and 31.5 % above it (from 2026 higher), whole kronor a
 *          month. Avdelning 2: Kåpan 2 % and individual premiums of pay up to 30 inkomstbasbelopp, unrounded. Benefit:
 *          shares by birth year of pensionable pay up to 7.5, 20 and 30 inkomstbasbelopp, × min(1, years from 28 to
 *          64 / 30), re-counted from 65, whole kronor a month, halves downwards.
 * In:      pay by age; year; birth year; age at the start in whole years.
 * Out:     SEK/year.
 * Outside: the individual premium before 2003; temporary benefit before 65; the lower share above 20 of early years.
 */
import type { Departures } from '../../departures.ts'
import { lawful } from '../../departures.ts'
import type { LawReader } from '../../law.ts'
import type { KronorPerYear } from '../../model/quantity.ts'
import { kronorPerYear } from '../../model/quantity.ts'
import { kronorPerMonthHalfDown } from '../../model/rounding.ts'
import { formanPa03 } from '../../parameters/forman-pa03.ts'
import { inkomstbasbelopp } from '../../parameters/inkomstbasbelopp.ts'
import { premierKapan } from '../../parameters/premier-kapan.ts'
import { premierPa16Avdelning1Typfall } from '../../parameters/premier-pa16-avdelning1-typfall.ts'
import { premierPa16Avdelning1 } from '../../parameters/premier-pa16-avdelning1.ts'
import { premierPa16IndividuellTypfall } from '../../parameters/premier-pa16-individuell-typfall.ts'
import { premierPa16Individuell } from '../../parameters/premier-pa16-individuell.ts'
import type { PremiumYear, Service } from '../tjanstepension/index.ts'
import { agesBetween, benefitByBands, calculatePremium, drawnFrom65, finalPay } from '../tjanstepension/index.ts'

const benefitAge = 65
const ages = { first: 28, last: 64 }
const wholeTime = 30
/** The first cohort of the published delningstal, used for everyone born before it too. */
const firstCohort = 1938

export function premiumPa16Avdelning1(
  year: PremiumYear,
  law: LawReader,
  departures: Departures = lawful,
): KronorPerYear {
  const table = departures.premiumsBeforeAgreement ? premierPa16Avdelning1Typfall : premierPa16Avdelning1
  return calculatePremium(table, year, law)
}

export function premiumPa16Avdelning2(
  year: PremiumYear,
  law: LawReader,
  departures: Departures = lawful,
): KronorPerYear {
  const table = departures.pa16SplitAt1965 ? premierPa16IndividuellTypfall : premierPa16Individuell
  return kronorPerYear(calculatePremium(premierKapan, year, law).plus(calculatePremium(table, year, law)))
}

export function benefitPa03(service: Service, law: LawReader): KronorPerYear {
  const { birthYear, retirementAge } = service
  const end = Math.min(retirementAge, benefitAge)
  const last = agesBetween(1, 5).map((back) => ({ year: birthYear + end - back, pay: service.payAt(end - back) }))
  const base = law.ofYear(inkomstbasbelopp, birthYear + retirementAge - 1)
  const whole = benefitByBands(formanPa03, { pay: finalPay(last, law), base, birthYear }, law)
  const years = agesBetween(ages.first, Math.min(ages.last, retirementAge - 1)).filter((at) => service.payAt(at).gt(0))
  const benefit = whole.times(Math.min(wholeTime, years.length)).div(wholeTime)
  const start = { birthYear: Math.max(birthYear, firstCohort), retirementAge }
  return kronorPerYear(kronorPerMonthHalfDown(drawnFrom65(benefit, start, law)))
}
