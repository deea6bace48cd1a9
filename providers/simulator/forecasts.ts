/** A provider's own forecasts: some give them for every age asked for, some beside their own outlook, some none. */
import type { Age } from '#forecasting/model/age.ts'
import { age } from '#forecasting/model/age.ts'
import type {
  ForecastMissingReason,
  PayoutDuration,
  PayoutTerms,
  ProviderForecast,
  Reported,
} from '#forecasting/model/holding.ts'
import { Dec, kronorPerMonth, share } from '#forecasting/model/quantity.ts'
import type { Benefit, Standing } from './accrual.ts'
import { factorFor, feesOf, payoutYears } from './accrual.ts'
import type { Career } from './career.ts'
import { ageNow } from './career.ts'
import type { Contract } from './contracts.ts'
import { isPremiumPaid, premiumInMonth } from './contracts.ts'
import { premiumRate, thisYear, valueDate, valueMonth } from './tables.ts'

/** Years of premium yet to come before an age. */
function premiumYears(career: Career, contract: Contract, at: Age): number {
  if (!isPremiumPaid(contract)) return 0
  const until = contract.saving === null ? premiumRate(contract.agreement, thisYear).toAge : 65
  return Math.max(0, (Math.min(at, age(until)) - ageNow(career.birthDate)) / 12)
}

function forecastAt(
  career: Career,
  contract: Contract,
  standing: Standing,
  at: Age,
  basis: ProviderForecast['basis'],
): ProviderForecast {
  const years = (at - ageNow(career.birthDate)) / 12
  const fees = feesOf(contract)
  const gross = basis === 'standard' ? 0.019 : 0.04
  const net = 1 + gross - 0.0038 - fees.management
  const paying = premiumYears(career, contract, at)
  const yearly = premiumInMonth(career, contract, valueMonth).times(12 * (1 - fees.premium))
  const capital = standing.capital.times(net ** years).plus(yearly.times(paying).times(net ** (years - paying / 2)))
  const duration: PayoutDuration = contract.skatteklass === 'P' ? payoutYears(10) : 'lifelong'
  return {
    age: at,
    duration,
    amount: kronorPerMonth(capital.dividedBy(12 * factorFor(at / 12, duration)).round()),
    basis,
    prices: basis === 'standard' ? 'fixed' : 'nominal',
    returnPerYear: share(gross),
    premiums: isPremiumPaid(contract) ? 'continue' : 'paid-up',
    tax: 'before',
    date: valueDate,
  }
}

/** A defined benefit drawn before or after 65 is cut or raised; earning goes on until then. */
function benefitForecastAt(career: Career, contract: Contract, benefit: Benefit, at: Age): ProviderForecast {
  const monthsLeft = isPremiumPaid(contract) ? Math.max(0, Math.min(at, age(65)) - ageNow(career.birthDate)) : 0
  const earned = benefit.serviceTimes.monthsUnder
  const grown = earned === 0 ? new Dec(0) : benefit.monthly.times(Math.min(360, earned + monthsLeft) / earned)
  const fromAgreed = at - age(65)
  return {
    age: at,
    duration: 'lifelong',
    amount: kronorPerMonth(grown.times(1 + fromAgreed * (fromAgreed < 0 ? 0.005 : 0.006)).round()),
    basis: 'standard',
    prices: 'fixed',
    returnPerYear: 'not-reported',
    premiums: isPremiumPaid(contract) ? 'continue' : 'paid-up',
    tax: 'before',
    date: valueDate,
  }
}

export interface Forecasts {
  readonly forecasts: readonly ProviderForecast[]
  readonly forecastMissing: Reported<ForecastMissingReason>
}

export function forecastsOf(
  career: Career,
  contract: Contract,
  terms: PayoutTerms,
  figures: { readonly standing: Standing; readonly benefit: Benefit | null },
  wishedAges: readonly number[],
): Forecasts {
  const none = (forecastMissing: Reported<ForecastMissingReason>): Forecasts => ({ forecasts: [], forecastMissing })
  const { chance } = contract
  if (contract.payout !== null) return none(contract.payout.state === 'planned' ? 'not-reported' : 'in-payment')
  if (contract.skatteklass === 'K') return none('not-offered')
  if (ageNow(career.birthDate) < age(28)) return none('too-young')
  if (!chance.happens('forecasts', 0.6)) {
    return none(chance.pick('no-forecast', ['not-offered', 'not-reported', 'under-calculation', 'other']))
  }
  const earliest = terms.earliestAge === 'not-reported' ? age(55) : terms.earliestAge
  const ages = wishedAges.map((years) => age(years)).filter((at) => at >= earliest && at > ageNow(career.birthDate))
  const { benefit, standing } = figures
  const standard = ages.map((at) =>
    benefit === null
      ? forecastAt(career, contract, standing, at, 'standard')
      : benefitForecastAt(career, contract, benefit, at),
  )
  const own =
    benefit === null && chance.happens('own-forecast', 0.3)
      ? ages.map((at) => forecastAt(career, contract, standing, at, 'own'))
      : []
  return { forecasts: [...standard, ...own], forecastMissing: 'not-reported' }
}
