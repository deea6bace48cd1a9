/** What an input must be to be projected at all: each fault is named by its field, never by its value. */
import type { Age } from '../model/age.ts'
import type { ForecastErrorCode } from '../model/errors.ts'
import { ForecastInputError } from '../model/errors.ts'
import type { Fee, Holding, PaymentPeriod, ProviderForecast } from '../model/holding.ts'
import type { OwnEntry } from '../model/own-entry.ts'
import type { Dec } from '../model/quantity.ts'
import type { IsoDate } from '../model/year-month.ts'
import { parseIsoDate } from '../model/year-month.ts'
import { kommunalskattPerKommun } from '../parameters/kommunalskatt-per-kommun.ts'
import type { Choices, Known, Person, PublicWithdrawal, WorkPeriod } from './types.ts'

/** The highest age that can be meant, in years: beyond it the input is wrong, not just moved. */
const highestAge = 130
/** The highest age that anyone has reached, in years. */
const oldest = 122
/** Nothing is projected beyond it, in years. */
const lastAge = 105
const sharesThatMayBeDrawn = [0, 0.25, 0.5, 0.75, 1]
const highestInDecimals = '1e12'
/** A yearly fee above it is a fee written in another unit; with two fifths a projection has no finite value. */
const highestYearlyFee = 0.2
/** A saving that loses more in a year is not planned with. */
const lowestReturn = -0.9
const highestKyrkoavgift = 0.1

const refuse = (code: ForecastErrorCode, field: string): never => {
  throw new ForecastInputError(code, field)
}

function demandDate(date: IsoDate, field: string, today?: IsoDate): void {
  if (parseIsoDate(date) === null || (today !== undefined && date > today)) refuse('bad-date', field)
}

function demandAge(value: Age, field: string): void {
  if (!Number.isInteger(value) || value < 0 || value > highestAge * 12) refuse('bad-age', field)
}

/** Of what begins: it must begin before the projection ends. */
function demandAgeWithin(value: Age, field: string): void {
  demandAge(value, field)
  if (value >= lastAge * 12) refuse('age-too-high', field)
}

function demandAmount(amount: Dec, field: string): void {
  if (!amount.isFinite() || amount.lt(0)) refuse('negative-amount', field)
  if (amount.gt(highestInDecimals)) refuse('amount-too-large', field)
}

function demandShare(value: Dec, field: string, highest = 1): void {
  if (!value.isFinite() || value.lt(0) || value.gt(highest)) refuse('bad-share', field)
}

function demandWhole(value: number, field: string, { from, to }: { from: number; to: number }): void {
  if (!Number.isInteger(value) || value < from || value > to) refuse('bad-number', field)
}

/** @throws ForecastInputError */
export function checkKnown({ person, holdings, entries = [], salary, today }: Known): void {
  demandDate(today, 'today')
  checkPerson(person, today)
  if (salary) demandAmount(salary, 'salary')
  const ids = [...holdings.map(({ id }) => id), ...entries.map(({ id }) => id)]
  if (new Set(ids).size < ids.length) refuse('duplicate-holding', entries.length > 0 ? 'entries' : 'holdings')
  if (holdings.filter(({ holding }) => holding.kind === 'allman-pension').length > 1)
    refuse('duplicate-holding', 'holdings')
  for (const { id, holding } of holdings) checkHolding(holding, `holdings.${id}`)
  for (const { id, entry } of entries) checkEntry(entry, `entries.${id}`)
}

function checkPerson({ birthDate, municipality, churchFee, residenceYears, housing }: Person, today: IsoDate): void {
  demandDate(birthDate, 'person.birthDate', today)
  if (Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4)) > oldest) refuse('bad-date', 'person.birthDate')
  if (municipality !== undefined && !municipalities().has(municipality))
    refuse('unknown-municipality', 'person.municipality')
  if (churchFee) demandShare(churchFee, 'person.churchFee', highestKyrkoavgift)
  if (residenceYears !== undefined) demandWhole(residenceYears, 'person.residenceYears', { from: 0, to: highestAge })
  if (!housing) return
  demandAmount(housing.cost, 'person.housing.cost')
  demandAmount(housing.wealth, 'person.housing.wealth')
  if (!housing.partner) return
  demandDate(housing.partner.birthDate, 'person.housing.partner.birthDate', today)
  demandAmount(housing.partner.pension, 'person.housing.partner.pension')
  demandAmount(housing.partner.garantipension, 'person.housing.partner.garantipension')
}

const municipalities = (): ReadonlySet<string> =>
  new Set(kommunalskattPerKommun.rows.flatMap(({ rates }) => rates.map(({ code }) => code)))

function checkHolding(holding: Holding, field: string): void {
  checkPayments(holding.payments, field)
  checkForecasts(holding.forecasts, field)
  if (holding.kind === 'allman-pension') {
    const { inkomstpensionBalance, premiepensionBalance, tillaggspension, rights, residenceYears } = holding
    for (const [name, dated] of Object.entries({ inkomstpensionBalance, premiepensionBalance, tillaggspension })) {
      if (dated === 'not-reported') continue
      demandAmount(dated.value, `${field}.${name}`)
      demandDate(dated.date, `${field}.${name}.date`)
    }
    holding.premiepensionFunds.forEach(({ value, fee }, i) => {
      demandAmount(value, `${field}.premiepensionFunds.${i}.value`)
      if (fee !== 'not-reported') demandShare(fee, `${field}.premiepensionFunds.${i}.fee`, highestYearlyFee)
    })
    rights.forEach(({ incomeYear, pgi, inkomstpension, premiepension }, i) => {
      demandWhole(incomeYear, `${field}.rights.${i}.incomeYear`, { from: 1960, to: 2200 })
      for (const [name, amount] of Object.entries({ pgi, inkomstpension, premiepension })) {
        demandAmount(amount, `${field}.rights.${i}.${name}`)
      }
    })
    if (residenceYears !== 'not-reported')
      demandWhole(residenceYears, `${field}.residenceYears`, { from: 0, to: highestAge })
    return
  }
  const { capital, guaranteedCapital, earnedBenefit, reportedSalary, premium, fees, payoutTerms } = holding
  for (const [name, dated] of Object.entries({ capital, guaranteedCapital, earnedBenefit, reportedSalary })) {
    if (dated === 'not-reported') continue
    demandAmount(dated.value, `${field}.${name}`)
    demandDate(dated.date, `${field}.${name}.date`)
  }
  if (premium !== 'not-reported') demandAmount(premium.amount, `${field}.premium.amount`)
  if (fees !== 'not-reported')
    fees.forEach((fee, i) => {
      checkFee(fee, `${field}.fees.${i}.amount`)
    })
  const { earliestAge, latestAge } = payoutTerms
  if (earliestAge !== 'not-reported' && latestAge !== 'not-reported' && latestAge < earliestAge)
    refuse('out-of-order', `${field}.payoutTerms.latestAge`)
}

function checkFee({ kind, amount }: Fee, field: string): void {
  if ('fixed' in amount) demandAmount(amount.fixed, `${field}.fixed`)
  else demandShare(amount.variable, `${field}.variable`, kind === 'premium' ? 1 : highestYearlyFee)
}

function checkPayments(payments: readonly PaymentPeriod[], field: string): void {
  payments.forEach(({ from, to, amount }, i) => {
    demandAmount(amount, `${field}.payments.${i}.amount`)
    demandDate(from, `${field}.payments.${i}.from`)
    if (to !== 'lifelong') demandDate(to, `${field}.payments.${i}.to`)
  })
}

function checkForecasts(forecasts: readonly ProviderForecast[], field: string): void {
  forecasts.forEach((forecast, i) => {
    demandAmount(forecast.amount, `${field}.forecasts.${i}.amount`)
    demandAge(forecast.age, `${field}.forecasts.${i}.age`)
  })
}

function checkEntry(entry: OwnEntry, field: string): void {
  if (entry.kind === 'inkomst') {
    demandAmount(entry.amount, `${field}.amount`)
    demandAgeWithin(entry.from, `${field}.from`)
    if (entry.to === 'lifelong') return
    demandAge(entry.to, `${field}.to`)
    if (entry.to <= entry.from) refuse('out-of-order', `${field}.to`)
    return
  }
  demandAmount(entry.value.value, `${field}.value`)
  demandDate(entry.value.date, `${field}.value.date`)
  demandAmount(entry.saved, `${field}.saved`)
  if (entry.return && (!entry.return.isFinite() || entry.return.lt(lowestReturn) || entry.return.gt(1)))
    refuse('bad-share', `${field}.return`)
  if (entry.from !== undefined) demandAgeWithin(entry.from, `${field}.from`)
  demandWhole(entry.months, `${field}.months`, { from: 1, to: highestAge * 12 })
}

/**
 * @param ids of holdings and own entries
 * @param publicLowest the lowest age at which the public pension may be drawn
 * @throws ForecastInputError
 */
export function checkChoices(choices: Choices, ids: ReadonlySet<string>, publicLowest: Age): void {
  demandAge(choices.retirementAge, 'choices.retirementAge')
  for (const [id, choice] of Object.entries(choices.perHolding ?? {})) {
    if (!ids.has(id)) refuse('unknown-holding', `choices.perHolding.${id}`)
    if (choice.start !== undefined) demandAgeWithin(choice.start, `choices.perHolding.${id}.start`)
  }
  checkWork(choices.work ?? [])
  checkWithdrawal(choices.publicWithdrawal ?? [], publicLowest)
}

function checkWork(periods: readonly WorkPeriod[]): void {
  periods.forEach(({ from, to, salary, benefit }, i) => {
    const field = `choices.work.${i}`
    demandAge(from, `${field}.from`)
    demandAge(to, `${field}.to`)
    if (to <= from) refuse('out-of-order', `${field}.to`)
    if (to > lastAge * 12) refuse('age-too-high', `${field}.to`)
    demandAmount(salary, `${field}.salary`)
    if (benefit) demandAmount(benefit, `${field}.benefit`)
    const before = periods[i - 1]
    if (before && from < before.from) refuse('out-of-order', `${field}.from`)
    if (before && from < before.to) refuse('overlapping', `${field}.from`)
  })
}

function checkWithdrawal(changes: readonly PublicWithdrawal[], lowest: Age): void {
  changes.forEach(({ from, inkomstpension, premiepension }, i) => {
    const field = `choices.publicWithdrawal.${i}`
    demandAgeWithin(from, `${field}.from`)
    const before = changes[i - 1]
    if (before && from <= before.from) refuse('out-of-order', `${field}.from`)
    for (const [name, value] of Object.entries({ inkomstpension, premiepension })) {
      if (!sharesThatMayBeDrawn.some((allowed) => value.eq(allowed))) refuse('bad-share', `${field}.${name}`)
    }
    if (from < lowest && inkomstpension.plus(premiepension).gt(0)) refuse('age-too-low', `${field}.from`)
  })
}
