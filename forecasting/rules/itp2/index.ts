/**
 * ITP 2 and ITPK: the final-salary scheme of salaried employees in private service, and its premium part.
 *
 * Law:     ITP-planen avdelning 2; shares and premiums in parameters/.
 * Formula: ITPK 2 % of pay, ages 28 to 64, whole kronor a year. Benefit from 65: 10 % of pensionable pay up to 7.5
 *          inkomstbasbelopp, 65 % to 20, 32.5 % to 30, × min(1, years / 30), − 0.5 % a month before 65, + 0.6 % after
 *          it for at most 60 months, whole kronor a month. Pensionable pay: ../tjanstepension/final-pay.ts, each
 *          year's raise first limited to 20, 15, 10, 5 and 0 % beyond inkomstbasbelopp, the newest last.
 * In:      pay by age; birth year; age at the start in whole years.
 * Out:     SEK/year.
 * Outside: pay × 12.2; paid-up values of those who leave before 65; family pension; the insurer's own factors for
 *          early and late withdrawal.
 */
import type { Departures } from '../../departures.ts'
import { lawful } from '../../departures.ts'
import type { LawReader } from '../../law.ts'
import type { KronorPerYear } from '../../model/quantity.ts'
import { Dec, kronorPerYear } from '../../model/quantity.ts'
import { wholeKronorPerMonth } from '../../model/rounding.ts'
import { formanItp2 } from '../../parameters/forman-itp2.ts'
import { inkomstbasbelopp } from '../../parameters/inkomstbasbelopp.ts'
import { premierItpk } from '../../parameters/premier-itpk.ts'
import type { PremiumYear, Service } from '../tjanstepension/index.ts'
import { agesBetween, benefitByBands, calculatePremium, drawnFrom65, finalPay } from '../tjanstepension/index.ts'

const benefitAge = 65
const wholeTime = 30
const lastAgeOfService = 68
const perMonthEarly = new Dec('0.005')
const perMonthLate = new Dec('0.006')
const mostMonthsLate = 60
/** How much pay may rise beyond inkomstbasbelopp: from the sixth last year to the fifth last, and so on to the last. */
const raiseLimits = ['1.2', '1.15', '1.1', '1.05', '1']
/** Where the middle band should end, in inkomstbasbelopp, and what the model counts of it above that. */
const middleBand = { end: '20', counted: '2.5', whole: '12.5' }

export function premiumItpk(year: PremiumYear, law: LawReader): KronorPerYear {
  return calculatePremium(premierItpk, year, law)
}

export function benefitItp2(service: Service, law: LawReader, departures: Departures = lawful): KronorPerYear {
  const { birthYear, retirementAge } = service
  const end = Math.min(retirementAge, benefitAge)
  const last = agesBetween(1, 6).map((back) => ({
    year: birthYear + end - back,
    pay: service.payAt(end - back),
  }))
  if (last.some(({ pay }) => pay.isZero())) return kronorPerYear(0)
  const pay = finalPay(limitRaises(last, law, departures).slice(0, 5), law)
  const base = law.ofYear(inkomstbasbelopp, birthYear + retirementAge - 1)
  const years = agesBetween(0, Math.min(retirementAge - 1, lastAgeOfService)).filter((at) => service.payAt(at).gt(0))
  const time = new Dec(Math.min(wholeTime, years.length)).div(wholeTime)
  const benefit = wholeBenefit({ pay, base, birthYear }, law, departures).times(time).times(monthsFactor(retirementAge))
  const monthly = wholeKronorPerMonth(benefit)
  return kronorPerYear(departures.itp2StartCountedTwice ? drawnFrom65(monthly, service, law) : monthly)
}

function monthsFactor(retirementAge: number): Dec {
  const months = 12 * (retirementAge - benefitAge)
  if (months < 0) return perMonthEarly.times(months).plus(1)
  return perMonthLate.times(Math.min(months, mostMonthsLate)).plus(1)
}

interface PayYear {
  readonly year: number
  readonly pay: Dec
}

/** @param last six years, newest first */
function limitRaises(last: readonly PayYear[], law: LawReader, departures: Departures): readonly PayYear[] {
  const oldestFirst = [...last].reverse()
  const limited: PayYear[] = oldestFirst.slice(0, 1)
  for (const [i, limit] of raiseLimits.entries()) {
    const [before, now] = [limited[i], oldestFirst[i + 1]]
    if (before === undefined || now === undefined) throw new RangeError('Six years of pay are limited')
    const bases = [law.ofYear(inkomstbasbelopp, now.year), law.ofYear(inkomstbasbelopp, before.year)] as const
    const [over, under] = i === 0 && departures.itp2RaiseLimitInverted ? [bases[1], bases[0]] : bases
    limited.push({ year: now.year, pay: Dec.min(now.pay, before.pay.times(limit).times(over).div(under)) })
  }
  return limited.reverse()
}

function wholeBenefit(
  of: { readonly pay: Dec; readonly base: Dec; readonly birthYear: number },
  law: LawReader,
  departures: Departures,
): Dec {
  const whole = benefitByBands(formanItp2, of, law)
  if (!departures.itp2NarrowMiddleBand || of.pay.lte(of.base.times(middleBand.end))) return whole
  const missing = of.base.times(new Dec(middleBand.whole).minus(middleBand.counted))
  return whole.minus(missing.times(law.bandsFor(formanItp2, of.birthYear).shares[1]))
}
