/** From a working life to the contracts it left behind, and what has been paid into each. */
import type { Forvaltningsform, Kollektivavtal, Skatteklass } from '#forecasting/model/holding.ts'
import type { Kronor } from '#forecasting/model/quantity.ts'
import { Dec, kronor } from '#forecasting/model/quantity.ts'
import type { YearMonth } from '#forecasting/model/year-month.ts'
import { yearMonth, yearOf } from '#forecasting/model/year-month.ts'
import { ageInMonth, wholeYears } from '#forecasting/model/age.ts'
import type { PersonalNumber } from '../personal-number.ts'
import type { Career, Employment, Payout, Placement, Saving } from './career.ts'
import { monthlyPay } from './career.ts'
import { Chance } from './chance.ts'
import type { ProviderId } from './providers.ts'
import { simulatedProvider } from './providers.ts'
import { incomeBaseAmount, premiumRate, valueMonth } from './tables.ts'

/** An employment, and the part of its premium that goes to the contract. */
export interface Source {
  readonly employment: Employment
  readonly part: number
}

export interface Contract {
  readonly provider: ProviderId
  readonly number: string
  readonly agreement: Kollektivavtal
  readonly skatteklass: Skatteklass
  readonly form: Forvaltningsform
  readonly benefit: 'premiebestamd' | 'formansbestamd'
  /** Empty for own savings. */
  readonly sources: readonly Source[]
  readonly saving: Saving | null
  readonly from: YearMonth
  /** First month without premium, or null while it is paid. */
  readonly to: YearMonth | null
  readonly payout: Payout | null
  readonly alsoReportedBy: ProviderId | null
  /** Draws for this contract alone. */
  readonly chance: Chance
}

/** `Mantelns Tjänstepension` → `MT`. */
const initials = (provider: ProviderId): string =>
  simulatedProvider(provider)
    .name.normalize('NFD')
    .split(/[\s-]+/)
    .map((word) => (word[0] ?? '').toUpperCase())
    .filter((letter) => /[A-Z]/.test(letter))
    .join('')

/** A number in the manner of the provider: two letters and eight digits. */
export const contractNumber = (provider: ProviderId, chance: Chance): string =>
  `${initials(provider)}-${chance.digits('contract-number', 8)}`

/** Whether a number could have been given out by this provider. */
export const isNumberOf = (provider: ProviderId, number: string): boolean =>
  new RegExp(`^${initials(provider)}-\\d{8}$`).test(number)

function contractOfPlacement(person: PersonalNumber, employment: Employment, placement: Placement): Contract | null {
  const agreement = placement.agreement ?? employment.agreement
  if (agreement === 'none') return null
  const { provider, form, benefit } = placement
  const chance = new Chance(`${person.reveal()}/${provider}/${agreement}/${form}/${benefit}`)
  return {
    provider,
    agreement,
    form,
    benefit,
    chance,
    number: contractNumber(provider, chance),
    skatteklass: 'T',
    sources: [{ employment, part: placement.part }],
    saving: null,
    from: employment.from,
    to: employment.to,
    payout: placement.payout ?? null,
    alsoReportedBy: placement.alsoReportedBy ?? null,
  }
}

function contractOfSaving(person: PersonalNumber, saving: Saving): Contract {
  const { provider, skatteklass, form, from, to } = saving
  const chance = new Chance(`${person.reveal()}/${provider}/${skatteklass}/${form}`)
  return {
    provider,
    skatteklass,
    form,
    from,
    to,
    saving,
    chance,
    number: contractNumber(provider, chance),
    agreement: 'none',
    benefit: 'premiebestamd',
    sources: [],
    payout: saving.payout ?? null,
    alsoReportedBy: null,
  }
}

/** A new employment under the same agreement, placed alike, pays into the contract that is there. */
const joined = (earlier: Contract, later: Contract): Contract => ({
  ...later,
  from: earlier.from,
  sources: [...earlier.sources, ...later.sources],
})

/** @returns every contract the person has, wherever it lies; one with nothing paid in yet does not exist. */
export function contractsOf(person: PersonalNumber, career: Career): readonly Contract[] {
  const byNumber = new Map<string, Contract>()
  for (const employment of career.employments) {
    for (const placement of employment.placements) {
      const contract = contractOfPlacement(person, employment, placement)
      if (contract === null) continue
      const key = `${contract.provider}/${contract.number}`
      const earlier = byNumber.get(key)
      byNumber.set(key, earlier ? joined(earlier, contract) : contract)
    }
  }
  const savings = career.savings.map((saving) => contractOfSaving(person, saving))
  return [...byNumber.values(), ...savings].filter(
    (contract) => contract.benefit === 'formansbestamd' || isEverPaid(career, contract),
  )
}

/** The part of an employer's premium that goes to the contract each month of a year. */
function monthlyPremium(career: Career, contract: Contract, { employment, part }: Source, year: number): Dec {
  const pay = monthlyPay(career.birthDate, employment, year)
  const ceiling = new Dec(incomeBaseAmount(year)).times(7.5).dividedBy(12)
  const { under, over } = premiumRate(contract.agreement, year)
  return Dec.min(pay, ceiling)
    .times(under)
    .plus(Dec.max(0, pay.minus(ceiling)).times(over))
    .times(part)
    .toDecimalPlaces(2)
}

const lasts = ({ from, to }: Employment | Saving, month: YearMonth): boolean =>
  from <= month && (to === null || month < to)

/** Whether anything may be paid in at all: before payout, within the agreement's ages, as far as figures reach. */
function mayBePaid(career: Career, contract: Contract, month: YearMonth): boolean {
  if (month > valueMonth || (contract.payout !== null && contract.payout.from <= month)) return false
  if (contract.saving !== null) return true
  const { fromAge, toAge } = premiumRate(contract.agreement, yearOf(month))
  const years = wholeYears(ageInMonth(career.birthDate, month))
  return years >= fromAge && years < toAge
}

/** Paid into the contract in one month; zero before, after, and outside the agreement's ages. */
export function premiumInMonth(career: Career, contract: Contract, month: YearMonth): Kronor {
  if (!mayBePaid(career, contract, month)) return kronor(0)
  const { saving, sources } = contract
  if (saving !== null) return kronor(lasts(saving, month) ? saving.monthly : 0)
  return kronor(
    sources
      .filter(({ employment }) => lasts(employment, month))
      .reduce((sum, source) => sum.plus(monthlyPremium(career, contract, source, yearOf(month))), new Dec(0)),
  )
}

/** Paid into the contract in a calendar year. */
export function premiumsInYear(career: Career, contract: Contract, year: number): Kronor {
  const months = Array.from({ length: 12 }, (_, index) => yearMonth(year, index + 1)).filter((month) =>
    mayBePaid(career, contract, month),
  )
  const count = (over: Employment | Saving): number => months.filter((month) => lasts(over, month)).length
  const { saving, sources } = contract
  if (saving !== null) {
    return kronor(saving.monthly * count(saving) + (months.includes(saving.from) ? (saving.single ?? 0) : 0))
  }
  return kronor(
    sources.reduce((sum, source) => {
      const paid = count(source.employment)
      return paid === 0 ? sum : sum.plus(monthlyPremium(career, contract, source, year).times(paid))
    }, new Dec(0)),
  )
}

const yearsOf = (contract: Contract): readonly number[] =>
  Array.from({ length: yearOf(valueMonth) - yearOf(contract.from) + 1 }, (_, index) => yearOf(contract.from) + index)

export const totalPremiums = (career: Career, contract: Contract): Kronor =>
  kronor(yearsOf(contract).reduce((sum, year) => sum.plus(premiumsInYear(career, contract, year)), new Dec(0)))

const isEverPaid = (career: Career, contract: Contract): boolean =>
  yearsOf(contract).some((year) => premiumsInYear(career, contract, year).greaterThan(0))

/** The employment that still pays into the contract, or the last that did. */
export const lastEmployment = (contract: Contract): Employment | null => contract.sources.at(-1)?.employment ?? null
export const isPremiumPaid = (contract: Contract): boolean => contract.to === null && contract.payout === null
