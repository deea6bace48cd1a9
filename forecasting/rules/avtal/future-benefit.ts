/**
 * A defined benefit with the service still to come.
 *
 * Law:     ITP-planen avdelning 2; KAP-KL; PA 16 avdelning 2 and PA 03; shares and times in parameters/.
 * Formula: what is earned, as delivered, + for each month of service from then on a 360th of the whole benefit on the
 *          pay of that month (10 / 65 / 32.5 % of it up to 7.5, 20 and 30 inkomstbasbelopp in ITP 2; the shares of the
 *          birth year in the others). Months count from the month of 28 to the one before work ends or the benefit's
 *          age is reached, and no more than are missing to 360: by the reported times below and above 7.5
 *          inkomstbasbelopp where they are reported; else until the whole benefit is reached. What is earned is never
 *          lessened: who leaves before the age keeps it as a paid-up value. Drawn early or late by ./benefit.ts.
 * In:      earned benefit, SEK/month from its age, with its day; the path of pensionable pay, SEK/year in today's money;
 *          times of service in months; first month without work.
 * Out:     SEK/month from the benefit's age, not rounded.
 * Outside: a raise of pay does not re-count service already earned, and its limits are left out; the temporary benefit
 *          before 65; the indexation of paid-up values.
 */
import type { LawReader } from '../../law.ts'
import type { Age } from '../../model/age.ts'
import { age, firstMonthAtAge } from '../../model/age.ts'
import type { Dated, Kollektivavtal, Reported, ServiceTimes } from '../../model/holding.ts'
import type { Kronor, KronorPerMonth, KronorPerYear } from '../../model/quantity.ts'
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
import type { PaySpan } from './premiums.ts'

const bandsOf: Readonly<Partial<Record<Kollektivavtal, BandParameter>>> = {
  ITP2: formanItp2,
  'KAP-KL': formanKapKl,
  'PA16-2': formanPa03,
  PA03: formanPa03,
}

/** A year's pensionable pay of a yearly salary: 12.2 monthly ones in ITP 2. */
export function pensionablePay(
  agreement: Kollektivavtal,
  { salary, today }: { readonly salary: KronorPerYear; readonly today: IsoDate },
  law: LawReader,
): KronorPerYear {
  return kronorPerYear(salary.times(law.forAgreement(manadslonerPerAr, agreement, today) ?? 12).div(12))
}

/** What of service counts, whatever the pay. */
export interface ServiceRule {
  readonly bands: BandParameter
  readonly wholeTime: number
  readonly birthYear: number
  /** Of the year the projection is made in. */
  readonly base: Kronor
  /** The first month that counts after the day the benefit is stated for, and the first that does not. */
  readonly from: YearMonth
  readonly to: YearMonth
}

interface Employment {
  readonly birthDate: IsoDate
  readonly earned: Dated<KronorPerMonth>
  /** The age the benefit is counted from. */
  readonly countedFrom: Age
  readonly today: IsoDate
}

/** An age is reached the month before its pension could start. */
const monthOfAge = (birthDate: IsoDate, at: Age): YearMonth => addMonths(firstMonthAtAge(birthDate, at), -1)

/** Null for an agreement without a rule here. */
export function serviceRule(
  agreement: Kollektivavtal,
  { birthDate, earned, countedFrom, today }: Employment,
  law: LawReader,
): ServiceRule | null {
  const bands = bandsOf[agreement]
  const wholeTime = law.forAgreement(helTjanstetid, agreement, today)
  const fromAge = law.forAgreement(tjanstetidFranAlder, agreement, today)
  if (bands === undefined || wholeTime === null || fromAge === null) return null
  const first = monthOfAge(birthDate, age(fromAge.toNumber()))
  return {
    bands,
    wholeTime: wholeTime.toNumber(),
    birthYear: yearOf(monthOfDate(birthDate)),
    base: law.ofYear(inkomstbasbelopp, yearOf(monthOfDate(today))),
    from: Math.max(nearestMonthStart(earned.date), first) as YearMonth,
    to: monthOfAge(birthDate, countedFrom),
  }
}

/** A stretch of service at one pay, with the whole benefit on it, SEK/month. */
export interface ServiceSpan {
  readonly from: YearMonth
  readonly to: YearMonth
  readonly all: Dec
  /** The part of it on pay up to 7.5 inkomstbasbelopp. */
  readonly below: Dec
}

export function serviceSpans(rule: ServiceRule, pay: readonly PaySpan[], law: LawReader): readonly ServiceSpan[] {
  const { bands, base, birthYear } = rule
  const whole = (of: Dec): Dec => benefitByBands(bands, { pay: of, base, birthYear }, law).div(12)
  return pay.map(({ from, to, salary }) => ({
    from: Math.max(from, rule.from) as YearMonth,
    to: Math.min(to, rule.to) as YearMonth,
    all: whole(salary),
    below: whole(Dec.min(salary, base.times(bands.limits[0]))),
  }))
}

/** The benefit from its own age when work ends, or it is drawn, in a month. */
export function benefitWithService(
  { wholeTime }: ServiceRule,
  earned: KronorPerMonth,
  { spans, times }: { readonly spans: readonly ServiceSpan[]; readonly times: Reported<ServiceTimes> },
  until: YearMonth,
): KronorPerMonth {
  let [added, highest] = [new Dec(0), new Dec(0)]
  let [under, over] = times === 'not-reported' ? [0, 0] : [times.monthsUnder, times.monthsOver]
  for (const { from, to, all, below } of spans) {
    const served = Math.min(to, until) - from
    if (served <= 0) continue
    const counted = (before: number): number => Math.max(0, Math.min(served, wholeTime - before))
    added = added.plus(below.times(counted(under))).plus(all.minus(below).times(counted(over)))
    highest = Dec.max(highest, all)
    under += served
    over += served
  }
  const future = added.div(wholeTime)
  const missing = Dec.max(0, highest.minus(earned))
  return kronorPerMonth(earned.plus(times === 'not-reported' ? Dec.min(missing, future) : future))
}
