/**
 * KAP-KL: the scheme of municipalities and regions to 2022, with what it carried over from PA-KL.
 *
 * Law:     KAP-KL; PA-KL for the time before 1998; premiums and shares in parameters/.
 * Formula: premium as ../tjanstepension, on pay up to 30 inkomstbasbelopp, whole kronor a year. Benefit: mean of the best five
 *          of the seven years that end two years before the start, each raised by prices in June and counted to 30
 *          inkomstbasbelopp; shares by birth year of what lies above 7.5 and above 20, × min(1, years with points
 *          from 28 / 30); re-counted from 65.
 *          Carried over: K = what PA-KL gave at the end of 1997 for the time served, less its part of ATP and basic
 *          pension, × 1.08 · inkomstbasbelopp / that of 1998.
 * In:      pay and points by age; year; birth year; start of work; age at the start in whole years; tilläggspension.
 * Out:     SEK/year.
 * Outside: survivors; special ages of retirement; the agreement's own interest on the carried amount.
 */
import type { Departures } from '../../departures.ts'
import { lawful } from '../../departures.ts'
import type { LawReader } from '../../law.ts'
import { firstOfJanuary } from '../../law.ts'
import type { KronorPerYear } from '../../model/quantity.ts'
import { Dec, kronorPerYear } from '../../model/quantity.ts'
import { wholeKronor, wholeKronorPerMonth } from '../../model/rounding.ts'
import { atpProcent } from '../../parameters/atp-procent.ts'
import { folkpensionEnsam } from '../../parameters/folkpension-ensam.ts'
import { forhojtPrisbasbelopp } from '../../parameters/forhojt-prisbasbelopp.ts'
import { formanKapKlTypfall } from '../../parameters/forman-kap-kl-typfall.ts'
import { formanKapKl } from '../../parameters/forman-kap-kl.ts'
import { formanPaKl } from '../../parameters/forman-pa-kl.ts'
import { inkomstbasbelopp } from '../../parameters/inkomstbasbelopp.ts'
import { premierKapKlTypfall } from '../../parameters/premier-kap-kl-typfall.ts'
import { premierKapKl } from '../../parameters/premier-kap-kl.ts'
import { prisbasbelopp } from '../../parameters/prisbasbelopp.ts'
import { prisindexJuni } from '../../parameters/prisindex-juni.ts'
import type { PremiumYear, Service } from '../tjanstepension/index.ts'
import { agesBetween, benefitByBands, calculatePremium, drawnFrom65, sum } from '../tjanstepension/index.ts'

const ages = { first: 28, last: 70 }
const wholeTime = 30
const bestYears = 5
/** Those who were 28 in 1995 or later have nothing from PA-KL. */
const firstYearWithoutPaKl = 1995
const lastYearOfPaKl = 1997
const firstReformedCohort = 1938
const raisedCarryOver = new Dec('1.08')

export function premiumKapKl(year: PremiumYear, law: LawReader, departures: Departures = lawful): KronorPerYear {
  return calculatePremium(departures.kapKlModelRates ? premierKapKlTypfall : premierKapKl, year, law)
}

/** @param tillaggspension whole ATP pension of those born before 1938, which PA-KL then deducts instead. */
export function benefitKapKl(
  service: Service & { readonly tillaggspension: KronorPerYear },
  law: LawReader,
  departures: Departures = lawful,
): KronorPerYear {
  const hasPaKl = service.birthYear + ages.first < firstYearWithoutPaKl
  const carried = hasPaKl ? carriedOver(service, law) : new Dec(0)
  const final = hasPaKl && departures.kapKlCarryOverOnly ? new Dec(0) : finalSalary(service, law, departures)
  return kronorPerYear(drawnFrom65(departures.kapKlCarryOverOnly ? carried.plus(final) : final, service, law))
}

function finalSalary(service: Service, law: LawReader, departures: Departures): Dec {
  const { birthYear, retirementAge } = service
  const before = birthYear + retirementAge - 1
  const prices = law.ofYear(prisindexJuni, before)
  const raised = agesBetween(retirementAge - 8, retirementAge - 2).map((at) => {
    const cap = law.ofYear(inkomstbasbelopp, birthYear + at).times(30)
    return Dec.min(service.payAt(at), cap)
      .times(prices)
      .div(law.ofYear(prisindexJuni, birthYear + at))
  })
  const pay = wholeKronor(sum(best(raised)).div(bestYears))
  const shares = departures.kapKlModelRates ? formanKapKlTypfall : formanKapKl
  const whole = benefitByBands(shares, { pay, base: law.ofYear(inkomstbasbelopp, before), birthYear }, law)
  const years = agesBetween(ages.first, Math.min(ages.last, retirementAge - 1)).filter((at) =>
    service.pointsAt(at).gt(0),
  )
  return whole.times(Math.min(wholeTime, years.length)).div(wholeTime)
}

const best = (values: readonly Dec[]): readonly Dec[] => [...values].sort((a, b) => b.comparedTo(a)).slice(0, bestYears)

function carriedOver(service: Service & { readonly tillaggspension: KronorPerYear }, law: LawReader): Dec {
  const { birthYear, retirementAge, workStartAge } = service
  const price = law.ofYear(prisbasbelopp, lastYearOfPaKl)
  const time = Math.max(0, Math.min(wholeTime, lastYearOfPaKl - birthYear - workStartAge))
  const at = lastYearOfPaKl - birthYear
  const gross = law.fromBrackets(formanPaKl, firstOfJanuary(lastYearOfPaKl), payInBaseAmounts(service, law))
  const earned = wholeKronorPerMonth(gross.times(time).div(wholeTime).times(price))
  const atp = law.ofYear(atpProcent, lastYearOfPaKl).times(service.pointsAt(at))
  const publicPart = atp.plus(law.ofYear(folkpensionEnsam, lastYearOfPaKl)).times(price).times(time).div(wholeTime)
  const deducted = birthYear < firstReformedCohort ? service.tillaggspension : publicPart
  const raised = raisedCarryOver
    .times(law.ofYear(inkomstbasbelopp, birthYear + retirementAge - 1))
    .div(law.ofYear(inkomstbasbelopp, lastYearOfPaKl + 1))
  return Dec.max(0, earned.minus(deducted)).times(raised)
}

/** The mean of the best five of the years 1989 to 1995; the best alone for one who had not begun by 1989. */
function payInBaseAmounts({ birthYear, payAt }: Service, law: LawReader): Dec {
  const years = agesBetween(lastYearOfPaKl - 8, lastYearOfPaKl - 2)
  const ratios = years.map((year) => payAt(year - birthYear).div(law.ofYear(forhojtPrisbasbelopp, year)))
  const ordered = best(ratios)
  return ratios[0]?.isZero() ? (ordered[0] ?? new Dec(0)) : sum(ordered).div(bestYears)
}
