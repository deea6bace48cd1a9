/**
 * Avtalspension SAF-LO and STP: the schemes of workers in private service.
 *
 * Law:     Avtalspension SAF-LO (premiums from 1996); STP-planen for the years before; figures in parameters/.
 * Formula: premium as ../tjanstepension, whole kronor a month. STP = κ · (points / N + 1) · förhöjt prisbasbelopp of the
 *          year of 65 · 10 % · min(1, N / whole time): N the years of ages 28 to 64 before 1996, κ + 0.6 % a month
 *          after 65, to 70, and 2.5 % since 2000; whole kronor a month, halves downwards; then re-counted from 65.
 * In:      pay and points by age; year; birth year; age at the start in whole years.
 * Out:     SEK/year.
 * Outside: STP of those born from 1968: they had no year of 28 or more before 1996.
 */
import type { LawReader } from '../../law.ts'
import type { KronorPerYear } from '../../model/quantity.ts'
import { Dec, kronorPerYear } from '../../model/quantity.ts'
import { kronorPerMonthHalfDown } from '../../model/rounding.ts'
import { forhojtPrisbasbelopp } from '../../parameters/forhojt-prisbasbelopp.ts'
import { helTidStp } from '../../parameters/hel-tid-stp.ts'
import { premierSafLo } from '../../parameters/premier-saf-lo.ts'
import type { PremiumYear, Service } from '../tjanstepension/index.ts'
import { agesBetween, calculatePremium, drawnFrom65, sum } from '../tjanstepension/index.ts'

const firstYearOfPoints = 1960
const lastYearOfStp = 1995
const ages = { first: 28, last: 64 }
const shortestTime = 3
const shareOfPay = new Dec('0.1')
const perMonthLate = new Dec('0.006')
const raised = { from: 2000, by: new Dec('1.025') }

export function premiumSafLo(year: PremiumYear, law: LawReader): KronorPerYear {
  return calculatePremium(premierSafLo, year, law)
}

export function benefitStp(service: Service, law: LawReader): KronorPerYear {
  const { birthYear, retirementAge } = service
  const last = Math.min(ages.last, retirementAge - 1, lastYearOfStp - birthYear)
  const years = agesBetween(Math.max(ages.first, firstYearOfPoints - birthYear), last)
  const points = sum(years.map((at) => service.pointsAt(at)))
  if (years.length < shortestTime || points.lte(0)) return kronorPerYear(0)
  const counted = Math.min(70, Math.max(65, retirementAge))
  const late = perMonthLate.times(12 * (counted - 65)).plus(1)
  const factor = birthYear + counted >= raised.from ? late.times(raised.by) : late
  const wholeTime = law.forCohort(helTidStp, birthYear)
  const benefit = points
    .div(years.length)
    .plus(1)
    .times(law.ofYear(forhojtPrisbasbelopp, birthYear + Math.min(retirementAge, 65)))
    .times(shareOfPay)
    .times(Dec.min(1, new Dec(years.length).div(wholeTime)))
    .times(factor)
  return kronorPerYear(drawnFrom65(kronorPerMonthHalfDown(benefit), service, law))
}
