/** What the pensions agency knows of a person: rights year by year, two balances, payments, its own forecast. */
import type { Age } from '#forecasting/model/age.ts'
import { age, ageInMonth } from '#forecasting/model/age.ts'
import type {
  PensionCredit,
  PensionRightYear,
  PremiepensionFund,
  ProviderForecast,
  PublicHolding,
  PublicPayment,
} from '#forecasting/model/holding.ts'
import type { Kronor } from '#forecasting/model/quantity.ts'
import { Dec, kronor, kronorPerMonth, kronorPerYear, share } from '#forecasting/model/quantity.ts'
import type { YearMonth } from '#forecasting/model/year-month.ts'
import { yearMonth, yearOf } from '#forecasting/model/year-month.ts'
import type { PersonalNumber } from '../personal-number.ts'
import { firstDay } from './accrual.ts'
import type { Career } from './career.ts'
import { ageInYear, ageNow, firstWorkYear, yearlyPay } from './career.ts'
import { Chance } from './chance.ts'
import { contractNumber } from './contracts.ts'
import { simulatedProvider } from './providers.ts'
import {
  accountDate,
  fundReturn,
  incomeBaseAmount,
  incomeIndex,
  incomePensionDivisor,
  inheritanceGain,
  lastIncomeYear,
  premiumPensionDivisor,
  publicAges,
  thisYear,
  valueDate,
  valueMonth,
} from './tables.ts'

const birthYearOf = (career: Career): number => Number(career.birthDate.slice(0, 4))

/** Of ATP, the first in which work gave a right to pension. */
const firstYearOfRights = 1960

/** Part of the rights that the newer system gives; those born before 1954 have the rest as tilläggspension. */
const newSystemPart = (birthYear: number): number => Math.min(1, Math.max(0, (birthYear - 1934) / 20))

/** Of the 18.5 % that an income year gives: what goes to the premium pension account. */
const premiumPart = (incomeYear: number): number => (incomeYear < 1995 ? 0 : incomeYear < 1999 ? 0.02 : 0.025)

function creditsOf(career: Career, year: number, pgi: Kronor): readonly PensionCredit[] {
  const credits: PensionCredit[] = []
  const ceiling = 7.5 * incomeBaseAmount(year)
  const room = Math.max(0, Math.floor(ceiling - pgi.toNumber()))
  if (career.childYears.some((born) => year >= born && year < born + 4)) {
    const amount = Math.min(room, incomeBaseAmount(year))
    if (amount > 0) credits.push({ kind: 'barnar', amount: kronorPerYear(amount) })
  }
  if (career.studyYears.includes(year)) {
    const amount = Math.min(room, Math.round(incomeBaseAmount(year) * 0.48))
    if (amount > 0) credits.push({ kind: 'studier', amount: kronorPerYear(amount) })
  }
  return credits
}

function rightOf(career: Career, incomeYear: number): PensionRightYear | null {
  const pay = yearlyPay(career, incomeYear)
  const fee = Dec.min(pay, 8.07 * incomeBaseAmount(incomeYear)).times(0.07)
  const counted = Dec.min(pay.minus(fee), 7.5 * incomeBaseAmount(incomeYear))
  const pgi = kronor(counted.dividedBy(100).floor().times(100))
  const pgb = creditsOf(career, incomeYear, pgi)
  const base = pgb.reduce((sum, { amount }) => sum.plus(amount), new Dec(pgi)).times(newSystemPart(birthYearOf(career)))
  if (base.isZero()) return null
  const premium = premiumPart(incomeYear)
  return {
    incomeYear,
    pgi: kronorPerYear(pgi),
    pgb,
    inkomstpension: kronorPerYear(base.times(new Dec('0.185').minus(premium)).floor()),
    premiepension: kronorPerYear(base.times(premium).floor()),
    status: incomeYear < lastIncomeYear ? 'decided' : 'preliminary',
  }
}

interface Accounts {
  readonly income: Kronor
  readonly premium: Kronor
  /** Monthly, once the pension is drawn. */
  readonly incomeMonthly: Kronor | null
  readonly premiumMonthly: Kronor | null
}

/** A right is put on the accounts at the end of the year after it was earned. */
function accountsOf(career: Career, rights: readonly PensionRightYear[]): Accounts {
  const birthYear = birthYearOf(career)
  const drawnFrom = career.publicPensionFrom
  let income = new Dec(0)
  let premium = new Dec(0)
  let incomeMonthly: Dec | null = null
  let premiumMonthly: Dec | null = null
  for (let year = (rights[0]?.incomeYear ?? thisYear) + 1; year <= thisYear; year++) {
    const years = ageInYear(career.birthDate, year)
    if (drawnFrom !== null && year === yearOf(drawnFrom)) {
      incomeMonthly = income.dividedBy(
        12 * incomePensionDivisor(birthYear, ageInMonth(career.birthDate, drawnFrom) / 12),
      )
    } else if (incomeMonthly !== null) {
      incomeMonthly = incomeMonthly.times(incomeIndex(year) / incomeIndex(year - 1)).dividedBy(1.016)
    }
    let monthsPaid = 0
    if (drawnFrom !== null && year >= yearOf(drawnFrom)) {
      const first = Math.max(drawnFrom, yearMonth(year, 1)) as YearMonth
      const at = ageInMonth(career.birthDate, first) / 12
      monthsPaid = Math.min(valueMonth, yearMonth(year, 12)) - first + 1
      premiumMonthly = premium.dividedBy(12 * premiumPensionDivisor(birthYear, at))
    }
    const right = rights.find(({ incomeYear }) => incomeYear === year - 1)
    const months = year === thisYear ? 10 : 12
    premium = premium
      .minus((premiumMonthly ?? new Dec(0)).times(monthsPaid))
      .times(1 + inheritanceGain(years))
      .times(1 + (fundReturn(year) * months) / 12)
    if (year < thisYear) {
      const earned = drawnFrom !== null && year > yearOf(drawnFrom) ? 0 : (right?.inkomstpension ?? 0)
      income = income
        .times(1 + inheritanceGain(years))
        .plus(earned)
        .times(incomeIndex(year + 1) / incomeIndex(year))
      premium = premium.plus(right?.premiepension ?? 0)
    }
  }
  const whole = (amount: Dec | null): Kronor | null => (amount === null ? null : kronor(amount.round()))
  return {
    income: kronor(income.toDecimalPlaces(2)),
    premium: kronor(premium.toDecimalPlaces(2)),
    incomeMonthly: whole(incomeMonthly),
    premiumMonthly: whole(premiumMonthly),
  }
}

const fundNames = [
  'Förvalsfonden',
  'Granit Världen Index',
  'Ängsull Sverige',
  'Morgondagg Räntefond',
  'Fjällbris Hållbar Framtid',
] as const

/** One to three funds whose values sum to the balance, to the öre. */
function fundsOf(chance: Chance, balance: Kronor): readonly PremiepensionFund[] {
  const count = chance.happens('default-fund', 0.5) ? 1 : chance.between('fund-count', 2, 3)
  const first = count === 1 ? 0 : chance.between('first-fund', 1, fundNames.length - 3)
  let left = new Dec(balance)
  return Array.from({ length: count }, (_, index) => {
    const value = index === count - 1 ? left : balance.times(0.4).toDecimalPlaces(2)
    left = left.minus(value)
    return {
      name: fundNames[first + index] ?? fundNames[0],
      value: kronor(value),
      fee: share(new Dec(chance.between(`fund-fee-${index}`, 4, 40)).dividedBy(10_000)),
    }
  })
}

/** Born 1938 to 1953: by years of work and mean pay, for the older system's part. */
function tillaggspensionOf(career: Career): Kronor | null {
  const birthYear = birthYearOf(career)
  const part = 1 - newSystemPart(birthYear)
  const first = firstWorkYear(career)
  if (part <= 0 || first === null) return null
  const years = Math.min(30, birthYear + 65 - first)
  const pay = Math.max(...career.employments.map((employment) => employment.pay))
  return kronor(new Dec(Math.min(pay, 42_000)).times(0.5 * part * (years / 30)).round())
}

/** The standard projection: pay and premiums as now, 1.9 % return a year above wages in the premium pension. */
function forecastAt(
  career: Career,
  accounts: Accounts,
  rights: readonly PensionRightYear[],
  at: Age,
): ProviderForecast {
  const birthYear = birthYearOf(career)
  const years = (at - ageNow(career.birthDate)) / 12
  const lastRight = rights.findLast(({ incomeYear }) => incomeYear === lastIncomeYear)
  // The rights of last year and of this one so far are earned, but not yet on the accounts.
  const rightsToCome = years + 1.8
  const income = accounts.income.plus(new Dec(lastRight?.inkomstpension ?? 0).times(rightsToCome))
  const growth = 1.0175 ** years
  const premium = accounts.premium
    .times(growth)
    .plus(new Dec(lastRight?.premiepension ?? 0).times(rightsToCome * 1.0175 ** (years / 2)))
  const monthly = income
    .dividedBy(12 * incomePensionDivisor(birthYear, at / 12))
    .plus(premium.dividedBy(12 * premiumPensionDivisor(birthYear, at / 12)))
  return {
    age: at,
    duration: 'lifelong',
    amount: kronorPerMonth(monthly.round()),
    basis: 'standard',
    prices: 'fixed',
    returnPerYear: share('0.019'),
    premiums: 'continue',
    tax: 'before',
    date: valueDate,
  }
}

function residenceYears(career: Career): number {
  const birthYear = birthYearOf(career)
  const from = Math.max(birthYear + 16, career.residentSince)
  return Math.min(40, Math.max(0, Math.min(thisYear, birthYear + 65) - from))
}

/** @param wishedAges whole years. @returns null when the agency has nothing on the person. */
export function publicHoldingOf(
  person: PersonalNumber,
  career: Career,
  wishedAges: readonly number[],
): PublicHolding | null {
  const begins = Math.min(firstWorkYear(career) ?? thisYear, ...career.studyYears)
  const first = Math.max(begins, firstYearOfRights)
  const rights: PensionRightYear[] = []
  for (let year = first; year <= lastIncomeYear; year++) {
    const right = rightOf(career, year)
    if (right !== null) rights.push(right)
  }
  if (rights.length === 0) return null

  const agency = simulatedProvider('pensionsmyndigheten')
  const chance = new Chance(`${person.reveal()}/public`)
  const accounts = accountsOf(career, rights)
  const drawnFrom = career.publicPensionFrom
  const tillagg = tillaggspensionOf(career)
  const { earliest } = publicAges(birthYearOf(career))

  const payments: PublicPayment[] = []
  if (drawnFrom !== null) {
    const pay = (component: PublicPayment['component'], amount: Kronor | null): void => {
      if (amount === null || amount.isZero()) return
      payments.push({
        component,
        from: firstDay(drawnFrom),
        to: 'lifelong',
        amount: kronorPerMonth(amount),
        state: 'running',
        shareDrawn: share(1),
      })
    }
    pay('inkomstpension', accounts.incomeMonthly)
    pay('premiepension', accounts.premiumMonthly)
    pay('tillaggspension', tillagg)
  }

  return {
    kind: 'allman-pension',
    identity: {
      insurerOrganisationNumber: agency.organisationNumber,
      contractNumber: contractNumber('pensionsmyndigheten', chance),
    },
    insurer: { name: agency.name, organisationNumber: agency.organisationNumber },
    underEarlierNumber: false,
    // Once drawn in full, what is left is no longer stated: the payment is the pension.
    inkomstpensionBalance: drawnFrom === null ? { value: accounts.income, date: accountDate } : 'not-reported',
    premiepensionBalance: { value: accounts.premium, date: valueDate },
    premiepensionFunds: accounts.premium.isZero() ? [] : fundsOf(chance, accounts.premium),
    rights,
    tillaggspension: tillagg === null ? 'not-reported' : { value: kronorPerMonth(tillagg), date: accountDate },
    payments,
    forecasts:
      drawnFrom === null
        ? wishedAges
            .filter((years) => years >= earliest && years <= 75 && age(years) > ageNow(career.birthDate))
            .map((years) => forecastAt(career, accounts, rights, age(years)))
        : [],
    residenceYears:
      career.residentSince > birthYearOf(career) || chance.happens('residence', 0.8)
        ? residenceYears(career)
        : 'not-reported',
    unknownCodes: [],
  }
}
