/** What a contract is worth: premiums and returns year by year, payouts taken from it, benefits earned by service. */
import type { PaymentPeriod, PayoutDuration, ServiceTimes } from '#forecasting/model/holding.ts'
import type { Kronor, KronorPerMonth } from '#forecasting/model/quantity.ts'
import { Dec, kronor, kronorPerMonth } from '#forecasting/model/quantity.ts'
import type { IsoDate, YearMonth } from '#forecasting/model/year-month.ts'
import { addMonths, formatYearMonth, isoDateOf, monthOfYear, yearMonth, yearOf } from '#forecasting/model/year-month.ts'
import { ageInMonth, wholeYears } from '#forecasting/model/age.ts'
import type { Career, Payout } from './career.ts'
import { monthlyPay } from './career.ts'
import type { Contract } from './contracts.ts'
import { lastEmployment, premiumsInYear } from './contracts.ts'
import {
  benefitShares,
  depositReturn,
  fundReturn,
  incomeBaseAmount,
  lifelongFactor,
  premiumRate,
  temporaryFactor,
  thisYear,
  traditionalReturn,
  valueMonth,
  yieldTax,
} from './tables.ts'

/** A paused payout of a test person stopped here; what had been paid before stands as ended. */
const pausedFrom = yearMonth(2024, 6)

export interface ContractFees {
  /** Share of the capital a year. */
  readonly management: number
  /** Kronor a year. */
  readonly fixed: number
  /** Share of each premium. */
  readonly premium: number
}

/** What the contract costs; the same each year. */
export function feesOf({ chance, form, skatteklass }: Contract): ContractFees {
  const thousandths = (label: string, from: number, to: number): number => chance.between(label, from, to) / 10_000
  return {
    management:
      form === 'fond'
        ? thousandths('fund-fee', 20, skatteklass === 'T' ? 55 : 120)
        : form === 'traditionell'
          ? thousandths('traditional-fee', 15, 40)
          : 0,
    fixed: chance.happens('fixed-fee', 0.4) ? chance.pick('fixed', [48, 60, 65, 75]) : 0,
    premium: skatteklass === 'P' ? thousandths('premium-fee', 0, 200) : 0,
  }
}

function growth(contract: Contract, fees: ContractFees, year: number): number {
  const { form } = contract
  const gross =
    form === 'fond' ? fundReturn(year) : form === 'traditionell' ? traditionalReturn(year) : depositReturn(year)
  const months = year === thisYear ? monthOfYear(valueMonth) : 12
  return ((gross - fees.management - yieldTax(year)) * months) / 12
}

/** First day of a month, and the last. */
export const firstDay = (month: YearMonth): IsoDate => isoDateOf(`${formatYearMonth(month)}-01`)
export function lastDay(month: YearMonth): IsoDate {
  const next = new Date(Date.UTC(yearOf(month), monthOfYear(month), 0))
  return isoDateOf(`${formatYearMonth(month)}-${String(next.getUTCDate()).padStart(2, '0')}`)
}

/** Capital needed for one krona a year, from a month on. */
function payoutFactor(career: Career, payout: Payout, from: YearMonth): number {
  if (payout.duration === 'lifelong') return lifelongFactor(ageInMonth(career.birthDate, from) / 12)
  const left = payout.from + payout.duration.months - from
  return temporaryFactor(Math.max(left, 1) / 12)
}

const lastMonth = (payout: Payout): YearMonth | null =>
  payout.duration === 'lifelong' ? null : addMonths(payout.from, payout.duration.months - 1)

/** Months of the year in which the contract pays. */
function monthsPaid(payout: Payout, year: number): number {
  const stop = payout.state === 'paused' ? addMonths(pausedFrom, -1) : (lastMonth(payout) ?? valueMonth)
  const first = Math.max(payout.from, yearMonth(year, 1))
  const last = Math.min(stop, valueMonth, yearMonth(year, 12))
  return Math.max(0, last - first + 1)
}

export interface Standing {
  readonly capital: Kronor
  /** What is paid a month now, or was when it was paused, or will be when it starts. */
  readonly payment: KronorPerMonth | null
}

/** Premium-based contracts: the account, year by year, down to the öre. */
export function standingOf(career: Career, contract: Contract): Standing {
  const fees = feesOf(contract)
  const { payout } = contract
  let capital = new Dec(0)
  let payment: Dec | null = null
  for (let year = yearOf(contract.from); year <= thisYear; year++) {
    const rate = growth(contract, fees, year)
    const paidIn = premiumsInYear(career, contract, year).times(1 - fees.premium)
    const months = payout === null ? 0 : monthsPaid(payout, year)
    if (payout !== null && months > 0) {
      const from = Math.max(payout.from, yearMonth(year, 1)) as YearMonth
      payment = capital
        .plus(paidIn)
        .dividedBy(12 * payoutFactor(career, payout, from))
        .toDecimalPlaces(2)
    }
    const paidOut = payment === null ? new Dec(0) : payment.times(months)
    capital = Dec.max(
      0,
      capital
        .times(1 + rate)
        .plus(paidIn.minus(paidOut).times(1 + rate / 2))
        .minus(capital.greaterThan(0) ? fees.fixed : 0),
    ).toDecimalPlaces(2)
  }
  if (payout?.state === 'planned') {
    payment = capital.dividedBy(12 * payoutFactor(career, payout, payout.from)).toDecimalPlaces(2)
  }
  return { capital: kronor(capital), payment: payment === null ? null : kronorPerMonth(payment) }
}

export function paymentsOf(payout: Payout, amount: KronorPerMonth): readonly PaymentPeriod[] {
  const last = lastMonth(payout)
  const to = last === null ? 'lifelong' : lastDay(last)
  if (payout.state !== 'paused') return [{ from: firstDay(payout.from), to, amount, state: payout.state }]
  return [
    { from: firstDay(payout.from), to: lastDay(addMonths(pausedFrom, -1)), amount, state: 'ended' },
    { from: firstDay(pausedFrom), to, amount, state: 'paused' },
  ]
}

export interface Benefit {
  /** For life from 65, as earned until now. */
  readonly monthly: KronorPerMonth
  readonly serviceTimes: ServiceTimes
}

/** Defined benefit: a share of final pay for each step of pay, by months of service out of 360. */
export function benefitOf(career: Career, contract: Contract): Benefit {
  const employment = lastEmployment(contract)
  if (employment === null || contract.agreement === 'none')
    throw new RangeError('A defined benefit needs an employment')
  const { fromAge, toAge } = premiumRate(contract.agreement, thisYear)
  const counts = (month: YearMonth): boolean => {
    const years = wholeYears(ageInMonth(career.birthDate, month))
    return years >= fromAge && years < toAge && (contract.payout === null || month < contract.payout.from)
  }
  let monthsUnder = 0
  let monthsOver = 0
  for (const source of contract.sources) {
    const last = Math.min(source.employment.to === null ? valueMonth : source.employment.to - 1, valueMonth)
    for (let at = source.employment.from; at <= last; at = addMonths(at, 1)) {
      if (!counts(at)) continue
      const year = yearOf(at)
      monthsUnder++
      if (
        monthlyPay(career.birthDate, source.employment, year)
          .times(12)
          .greaterThan(7.5 * incomeBaseAmount(year))
      ) {
        monthsOver++
      }
    }
  }
  const finalYear = employment.to === null ? thisYear : yearOf(addMonths(employment.to, -1))
  const pay = monthlyPay(career.birthDate, employment, finalYear).times(contract.agreement === 'ITP2' ? 12.2 : 12)
  const base = incomeBaseAmount(finalYear)
  const within = (from: number, to: number): Dec => Dec.max(0, Dec.min(pay, to * base).minus(from * base))
  const [low, middle, high] = benefitShares(contract.agreement, Number(career.birthDate.slice(0, 4)))
  const yearly = within(0, 7.5).times(low).plus(within(7.5, 20).times(middle)).plus(within(20, 30).times(high))
  return {
    monthly: kronorPerMonth(
      yearly
        .times(Math.min(monthsUnder, 360))
        .dividedBy(360 * 12)
        .toDecimalPlaces(2),
    ),
    serviceTimes: { monthsUnder: Math.min(monthsUnder, 360), monthsOver: Math.min(monthsOver, 360) },
  }
}

export const payoutYears = (count: number): PayoutDuration => ({ months: count * 12 })

/** Capital needed for one krona a year from an age, for a payout time. */
export const factorFor = (years: number, duration: PayoutDuration): number =>
  duration === 'lifelong' ? lifelongFactor(years) : temporaryFactor(duration.months / 12)
