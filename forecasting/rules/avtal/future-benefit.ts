/**
 * A defined benefit with the service still to come.
 *
 * Law:     ITP-planen avdelning 2; KAP-KL; PA 16 avdelning 2 and PA 03; shares and times in parameters/.
 * Formula: what is earned, as delivered, + for each month of service from then on a 360th of the whole benefit on the
 *          present pay (10 / 65 / 32.5 % of it up to 7.5, 20 and 30 inkomstbasbelopp in ITP 2; the shares of the birth
 *          year in the others). Months count from the month of 28 to the one before work ends or the benefit's age is
 *          reached, and no more than are missing to 360: by the reported times below and above 7.5 inkomstbasbelopp
 *          where they are reported; else until the whole benefit is reached. What is earned is never lessened: who
 *          leaves before the age keeps it as a paid-up value. Drawn early or late by ./benefit.ts.
 * In:      earned benefit, SEK/month from its age, with its day; pensionable pay, SEK/year in today's money; times of
 *          service in months; first month without work; age at the start in months.
 * Out:     SEK/month, whole öre, halves up; months counted; null for an agreement without a rule here.
 * Outside: raises of pay beyond inkomstbasbelopp and their limits; part-time; the temporary benefit before 65; the
 *          indexation of paid-up values.
 */
import type { LawReader } from '../../law.ts'
import type { Age } from '../../model/age.ts'
import { age, firstMonthAtAge } from '../../model/age.ts'
import type { Dated, Kollektivavtal, Reported, ServiceTimes } from '../../model/holding.ts'
import type { KronorPerMonth, KronorPerYear } from '../../model/quantity.ts'
import { Dec, kronorPerMonth, kronorPerYear } from '../../model/quantity.ts'
import type { IsoDate, YearMonth } from '../../model/year-month.ts'
import { addMonths, monthOfDate, nearestMonthStart, yearOf } from '../../model/year-month.ts'
import { formanItp2 } from '../../parameters/forman-itp2.ts'
import { formanKapKl } from '../../parameters/forman-kap-kl.ts'
import { formanPa03 } from '../../parameters/forman-pa03.ts'
import { helTjanstetid } from '../../parameters/hel-tjanstetid.ts'
import { inkomstbasbelopp } from '../../parameters/inkomstbasbelopp.ts'
import { manadslonerPerAr } from '../../parameters/manadsloner-per-ar.ts'
import type { BandParameter } from '../../parameters/parameter.ts'
import { tjanstetidFranAlder } from '../../parameters/tjanstetid-fran-alder.ts'
import { benefitByBands } from '../tjanstepension/index.ts'
import { adjustedBenefit } from './benefit.ts'

const bandsOf: Readonly<Partial<Record<Kollektivavtal, BandParameter>>> = {
  ITP2: formanItp2,
  'KAP-KL': formanKapKl,
  'PA16-2': formanPa03,
  PA03: formanPa03,
}

interface Employment {
  readonly agreement: Kollektivavtal
  readonly birthDate: IsoDate
  readonly earned: Dated<KronorPerMonth>
  readonly serviceTimes: Reported<ServiceTimes>
  readonly pay: KronorPerYear
  /** First month without work under the agreement. */
  readonly workEnds: YearMonth
  /** The age the benefit is counted from. */
  readonly countedFrom: Age
  readonly at: Age
  readonly today: IsoDate
}

interface BenefitAtAge {
  readonly amount: KronorPerMonth
  /** What the coming service adds, from the benefit's own age. */
  readonly future: KronorPerMonth
  /** Months of coming service that lie within the ages and the work. */
  readonly months: number
}

/** A year's pensionable pay of a monthly salary: 12.2 of them in ITP 2. */
export function pensionablePay(
  agreement: Kollektivavtal,
  { salary, today }: { readonly salary: KronorPerMonth; readonly today: IsoDate },
  law: LawReader,
): KronorPerYear {
  return kronorPerYear(salary.times(law.forAgreement(manadslonerPerAr, agreement, today) ?? 12))
}

export function benefitAtAge(employment: Employment, law: LawReader): BenefitAtAge | null {
  const { agreement, earned, countedFrom, at, today } = employment
  const bands = bandsOf[agreement]
  const wholeTime = law.forAgreement(helTjanstetid, agreement, today)
  const fromAge = law.forAgreement(tjanstetidFranAlder, agreement, today)
  if (bands === undefined || wholeTime === null || fromAge === null) return null
  const months = comingMonths(employment, age(fromAge.toNumber()))
  const future = kronorPerMonth(addedBy(months, { ...employment, bands, wholeTime: wholeTime.toNumber() }, law))
  const benefit = kronorPerMonth(earned.value.plus(future))
  return { amount: adjustedBenefit({ benefit, countedFrom, at, today }, law), future, months }
}

/** An age is reached the month before its pension could start. */
const monthOfAge = (birthDate: IsoDate, at: Age): YearMonth => addMonths(firstMonthAtAge(birthDate, at), -1)

function comingMonths({ birthDate, earned, workEnds, countedFrom }: Employment, fromAge: Age): number {
  const begins = Math.max(nearestMonthStart(earned.date), monthOfAge(birthDate, fromAge))
  return Math.max(0, Math.min(workEnds, monthOfAge(birthDate, countedFrom)) - begins)
}

function addedBy(
  months: number,
  {
    birthDate,
    earned,
    serviceTimes,
    pay,
    today,
    bands,
    wholeTime,
  }: Employment & {
    readonly bands: BandParameter
    readonly wholeTime: number
  },
  law: LawReader,
): Dec {
  const birthYear = yearOf(monthOfDate(birthDate))
  const base = law.ofYear(inkomstbasbelopp, yearOf(monthOfDate(today)))
  const whole = (of: Dec) => benefitByBands(bands, { pay: of, base, birthYear }, law).div(12)
  const all = whole(pay)
  const below = whole(Dec.min(pay, base.times(bands.limits[0])))
  if (serviceTimes === 'not-reported') {
    const missing = Dec.max(0, all.minus(earned.value))
    return Dec.min(missing, all.times(months).div(wholeTime)).toDecimalPlaces(2)
  }
  const counted = (served: number) => Math.max(0, Math.min(months, wholeTime - served))
  return below
    .times(counted(serviceTimes.monthsUnder))
    .plus(all.minus(below).times(counted(serviceTimes.monthsOver)))
    .div(wholeTime)
    .toDecimalPlaces(2)
}
