/** Holdings for tests: nothing reported but what the test says. */
import type {
  ContractHolding,
  Dated,
  PensionRightYear,
  ProviderForecast,
  PublicHolding,
  PublicPayment,
} from '../model/holding.ts'
import { unreportedContract } from '../model/holding.ts'
import type { Age } from '../model/age.ts'
import type { Kronor, KronorPerMonth } from '../model/quantity.ts'
import { kronor, kronorPerMonth, kronorPerYear, share } from '../model/quantity.ts'
import { isoDateOf } from '../model/year-month.ts'

const party = { name: 'Åsa Öström-Lindqvists Liv', organisationNumber: '165560001234' } as const

export const capitalOf = (amount: number | string, date = '2025-12-31'): Dated<Kronor> => ({
  value: kronor(amount),
  date: isoDateOf(date),
})
export const benefitOf = (amount: number | string, date = '2025-12-31'): Dated<KronorPerMonth> => ({
  value: kronorPerMonth(amount),
  date: isoDateOf(date),
})

export function contract(given: Partial<ContractHolding> = {}): ContractHolding {
  return {
    ...unreportedContract,
    identity: { insurerOrganisationNumber: '165560001234', contractNumber: '1' },
    insurer: party,
    skatteklass: 'T',
    formanstyp: 'premiebestamd',
    forvaltningsform: 'fond',
    aterbetalningsskydd: false,
    ...given,
  }
}

export function publicPension(given: Partial<PublicHolding> = {}): PublicHolding {
  return {
    kind: 'allman-pension',
    identity: { insurerOrganisationNumber: '162021006255', contractNumber: 'AP' },
    insurer: { name: 'Pensionsmyndigheten', organisationNumber: '162021006255' },
    underEarlierNumber: false,
    inkomstpensionBalance: 'not-reported',
    premiepensionBalance: 'not-reported',
    premiepensionFunds: [],
    rights: [],
    tillaggspension: 'not-reported',
    payments: [],
    forecasts: [],
    residenceYears: 'not-reported',
    unknownCodes: [],
    ...given,
  }
}

export function forecast(at: Age, amount: number | string, given: Partial<ProviderForecast> = {}): ProviderForecast {
  return {
    age: at,
    duration: 'lifelong',
    amount: kronorPerMonth(amount),
    basis: 'standard',
    prices: 'fixed',
    returnPerYear: 'not-reported',
    premiums: 'continue',
    tax: 'before',
    date: isoDateOf('2026-01-31'),
    ...given,
  }
}

export const right = (incomeYear: number, pgi: number): PensionRightYear => ({
  incomeYear,
  pgi: kronorPerYear(pgi),
  pgb: [],
  inkomstpension: kronorPerYear(Math.floor(pgi * 0.16)),
  premiepension: kronorPerYear(Math.floor(pgi * 0.025)),
  status: 'decided',
})

export const publicPayment = (
  component: PublicPayment['component'],
  amount: number,
  given: Partial<PublicPayment> = {},
): PublicPayment => ({
  component,
  from: isoDateOf('2025-03-01'),
  to: 'lifelong',
  amount: kronorPerMonth(amount),
  state: 'running',
  shareDrawn: share(1),
  ...given,
})
