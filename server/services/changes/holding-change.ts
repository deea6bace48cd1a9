/** One contract as it was delivered twice: what it held, what was paid in and out between, and how it would stand then. */
import type { ContractHolding, Dated, Holding, PublicHolding, Reported } from '#forecasting/model/holding.ts'
import type { Kronor } from '#forecasting/model/quantity.ts'
import { Dec, kronor } from '#forecasting/model/quantity.ts'
import { holdingToText } from '#forecasting/model/stored.ts'
import type { IsoDate } from '#forecasting/model/year-month.ts'
import { monthOfDate } from '#forecasting/model/year-month.ts'
import { valueDateOf } from '#server/db/value-date.ts'

/** What is saved, and the day that it holds for; null where nothing of the kind is reported. */
export function capitalOf(holding: Holding): { readonly value: Dec; readonly date: IsoDate } | null {
  if (holding.kind === 'avtal') return holding.capital === 'not-reported' ? null : holding.capital
  const balances = [holding.inkomstpensionBalance, holding.premiepensionBalance].flatMap((balance) =>
    balance === 'not-reported' ? [] : [balance],
  )
  const [first] = balances
  if (first === undefined) return null
  return { value: balances.reduce((sum, { value }) => sum.plus(value), new Dec(0)), date: first.date }
}

export const isUnchanged = (before: Holding, after: Holding): boolean => holdingToText(before) === holdingToText(after)

/** The source says something else than before of one and the same day. */
export function isCorrected(before: Holding, after: Holding): boolean {
  const date = valueDateOf(before)
  return date !== null && date === valueDateOf(after) && valuesOf(before) !== valuesOf(after)
}

function valuesOf(holding: Holding): string {
  const values =
    holding.kind === 'avtal'
      ? [holding.capital, holding.earnedBenefit]
      : [holding.inkomstpensionBalance, holding.premiepensionBalance, holding.tillaggspension]
  return values.map((dated) => (dated === 'not-reported' ? '' : dated.value.toFixed())).join(' ')
}

export interface Between {
  readonly amount: Dec
  /** From the running premium or payment, since the source does not tell the sum. */
  readonly estimated: boolean
}

const perMonth = { month: 1, quarter: 3, 'half-year': 6, year: 12 } as const

const monthsBetween = (from: IsoDate, to: IsoDate): number => Math.max(0, monthOfDate(to) - monthOfDate(from))

/** Null when the source tells neither what has been paid in all nor what is paid now. */
export function paidIn(before: Holding, after: Holding): Between | null {
  if (before.kind === 'allman-pension' || after.kind === 'allman-pension') {
    if (before.kind !== 'allman-pension' || after.kind !== 'allman-pension') return null
    const credited = creditedSince(before, after)
    return credited && { amount: credited.inkomstpension.plus(credited.premiepension), estimated: false }
  }
  const [was, is] = [before.totalPremiumsPaid, after.totalPremiumsPaid]
  if (was !== 'not-reported' && is !== 'not-reported') return { amount: is.value.minus(was.value), estimated: false }
  const premium = after.premium === 'not-reported' ? before.premium : after.premium
  const [from, to] = [capitalOf(before), capitalOf(after)]
  if (premium === 'not-reported' || from === null || to === null) return null
  if (premium.interval === 'single') return { amount: new Dec(0), estimated: true }
  const until = premium.paidUntil === 'not-reported' || premium.paidUntil > to.date ? to.date : premium.paidUntil
  const months = monthsBetween(from.date, until)
  return { amount: premium.amount.times(months).div(perMonth[premium.interval]), estimated: true }
}

/** Pension rights that have come since; null when they are not told both times. */
function creditedSince(before: PublicHolding, after: PublicHolding) {
  if (before.rights.length === 0 || after.rights.length === 0) return null
  const sum = ({ rights }: PublicHolding, which: 'inkomstpension' | 'premiepension'): Dec =>
    rights.reduce((total, right) => total.plus(right[which]), new Dec(0))
  return {
    inkomstpension: sum(after, 'inkomstpension').minus(sum(before, 'inkomstpension')),
    premiepension: sum(after, 'premiepension').minus(sum(before, 'premiepension')),
  }
}

/** What was paid out of the capital between its two days, by the payments that run. */
export function paidOut(before: Holding, after: Holding): Dec {
  const [from, to] = [capitalOf(before), capitalOf(after)]
  if (from === null || to === null) return new Dec(0)
  return before.payments
    .filter(({ state }) => state === 'running')
    .reduce((total, payment) => {
      const begins = payment.from > from.date ? payment.from : from.date
      const ends = payment.to === 'lifelong' || payment.to > to.date ? to.date : payment.to
      return total.plus(payment.amount.times(monthsBetween(begins, ends)))
    }, new Dec(0))
}

/**
 * The contract as delivered later, but with the capital that there would be had it grown as the forecast took for
 * granted, and with what was paid in: what is left to the later one is the return's.
 *
 * @param yearly the growth taken for granted
 * @returns null when contributions and returns cannot be told apart
 */
export function asExpected(before: Holding, after: Holding, yearly: Dec): Holding | null {
  if (before.kind === 'allman-pension' || after.kind === 'allman-pension') {
    if (before.kind !== 'allman-pension' || after.kind !== 'allman-pension') return null
    const credited = creditedSince(before, after)
    return (
      credited && {
        ...after,
        // Inkomstpension is taken to follow incomes, and no more.
        inkomstpensionBalance: moved(before.inkomstpensionBalance, after.inkomstpensionBalance, {
          growth: new Dec(0),
          added: credited.inkomstpension,
        }),
        premiepensionBalance: moved(before.premiepensionBalance, after.premiepensionBalance, {
          growth: yearly,
          added: credited.premiepension,
        }),
      }
    )
  }
  if (before.capital === 'not-reported' || after.capital === 'not-reported') return asEarned(before, after)
  const paid = paidIn(before, after)
  if (paid === null) return null
  const added = paid.amount.minus(paidOut(before, after))
  return { ...after, capital: moved(before.capital, after.capital, { growth: yearly, added }) }
}

/** A defined benefit grows by what is earned. */
const asEarned = (before: ContractHolding, after: ContractHolding): ContractHolding | null =>
  before.earnedBenefit === 'not-reported' || after.earnedBenefit === 'not-reported' ? null : after

function moved(
  before: Reported<Dated<Kronor>>,
  after: Reported<Dated<Kronor>>,
  { growth, added }: { readonly growth: Dec; readonly added: Dec },
): Reported<Dated<Kronor>> {
  if (before === 'not-reported' || after === 'not-reported') return after
  const years = monthsBetween(before.date, after.date) / 12
  const value = before.value.times(growth.plus(1).pow(years)).plus(added).toDecimalPlaces(2)
  return { value: kronor(Dec.max(value, 0)), date: after.date }
}
