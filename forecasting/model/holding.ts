/**
 * A holding: one pension held with one provider, as delivered, in our own words.
 *
 * Every provider's message is decoded to this shape (providers/mis) and every rule reads it. Nothing here is
 * calculated. What a provider did not say is `'not-reported'`, never zero.
 */
import type { Age } from './age.ts'
import type { Kronor, KronorPerMonth, KronorPerYear, Share } from './quantity.ts'
import type { IsoDate } from './year-month.ts'

export type NotReported = 'not-reported'
export type Reported<T> = T | NotReported

export interface Dated<T> {
  readonly value: T
  /** The day the value holds for. */
  readonly date: IsoDate
}

/** What makes a contract one and the same, whoever reports it. */
export interface ContractIdentity {
  /** "16" + ten digits. */
  readonly insurerOrganisationNumber: string
  readonly contractNumber: string
}

export interface Party {
  readonly name: Reported<string>
  /** "16" + ten digits. */
  readonly organisationNumber: Reported<string>
}

/** Order on every page and in every chart: bottom to top. */
export const pillars = ['allman-pension', 'tjanstepension', 'privat-sparande', 'eget'] as const
export type Pillar = (typeof pillars)[number]

export const kollektivavtal = [
  'ITP1',
  'ITP2',
  'ITPK',
  'SAF-LO',
  'AKAP-KR',
  'KAP-KL',
  'PA16-1',
  'PA16-2',
  'PA03',
  'BTP1',
  'BTP2',
  'FTP',
  'KTP',
  'other',
] as const
/** A collective agreement that a contract is earned under; `none` for private savings. */
export type Kollektivavtal = (typeof kollektivavtal)[number] | 'none'

/** T = tjänstepension, P = privat pensionsförsäkring, K = kapitalförsäkring. */
export type Skatteklass = 'T' | 'P' | 'K'
export type Formanstyp = 'premiebestamd' | 'formansbestamd'
export type Forvaltningsform = 'traditionell' | 'fond' | 'deposition'

/** How long a payout lasts: for life, or a number of whole months. */
export type PayoutDuration = 'lifelong' | { readonly months: number }

export interface PaymentPeriod {
  /** First day of the first month paid. */
  readonly from: IsoDate
  /** Last day of the last month paid, or for life. */
  readonly to: IsoDate | 'lifelong'
  readonly amount: KronorPerMonth
  readonly state: 'planned' | 'running' | 'paused' | 'ended'
}

export interface PayoutTerms {
  readonly earliestAge: Reported<Age>
  readonly latestAge: Reported<Age>
  /** The pension age agreed in the contract (pensionsålder). */
  readonly agreedAge: Reported<Age>
  readonly durations: Reported<readonly PayoutDuration[]>
}

export interface Premium {
  readonly amount: Kronor
  readonly interval: 'month' | 'quarter' | 'half-year' | 'year' | 'single'
  readonly paidUntil: Reported<IsoDate>
}

export interface Fee {
  readonly kind: 'administration' | 'management' | 'premium'
  readonly applies: 'fund' | 'traditional' | 'contract'
  /** Yearly share of the capital (or share of each premium), or kronor per year. */
  readonly amount: { readonly variable: Share } | { readonly fixed: KronorPerYear }
}

export interface ServiceTimes {
  /** Months of service counted on salary up to 7.5 income base amounts, and above (ITP 2). */
  readonly monthsUnder: number
  readonly monthsOver: number
}

/** The provider's own forecast of one start age and payout time. */
export interface ProviderForecast {
  readonly age: Age
  readonly duration: PayoutDuration
  readonly amount: KronorPerMonth
  /** `standard` = the industry's projection standard (Standard för pensionsprognoser). */
  readonly basis: 'standard' | 'own'
  readonly prices: 'fixed' | 'nominal'
  readonly returnPerYear: Reported<Share>
  readonly premiums: 'continue' | 'paid-up'
  readonly tax: 'before' | 'after'
  readonly date: IsoDate
}

/** Why a provider gave no forecast. */
export type ForecastMissingReason = 'in-payment' | 'not-offered' | 'too-young' | 'under-calculation' | 'other'

/** A code in the message that we do not know: kept, counted and shown; the contract is "partly understood". */
export interface UnknownCode {
  /** Where it stood, in the words of the vocabulary; `utbetalning/…` for what says what a payment is. */
  readonly field: string
  readonly code: string
}

/** An occupational or private contract. */
export interface ContractHolding {
  readonly kind: 'avtal'
  readonly identity: ContractIdentity
  readonly earlierContractNumber: Reported<string>
  /** The insurer's own contract behind one that a selection centre reports. */
  readonly underlyingContractNumber: Reported<string>
  readonly insurer: Party
  readonly policyholder: Reported<Party>
  readonly pledgee: Reported<Party>
  readonly selectionCentre: Reported<Party>
  /** Whether the answer was given under an earlier number of the same person. */
  readonly underEarlierNumber: boolean
  readonly productName: Reported<string>
  readonly businessType: Reported<string>
  readonly kollektivavtal: Reported<Kollektivavtal>
  readonly skatteklass: Reported<Skatteklass>
  readonly formanstyp: Reported<Formanstyp>
  readonly forvaltningsform: Reported<Forvaltningsform>
  readonly capital: Reported<Dated<Kronor>>
  readonly guaranteedCapital: Reported<Dated<Kronor>>
  /** Earned defined benefit, per month from the agreed pension age. */
  readonly earnedBenefit: Reported<Dated<KronorPerMonth>>
  readonly payments: readonly PaymentPeriod[]
  readonly payoutTerms: PayoutTerms
  readonly premium: Reported<Premium>
  readonly totalPremiumsPaid: Reported<Dated<Kronor>>
  readonly reportedSalary: Reported<Dated<KronorPerYear>>
  readonly serviceTimes: Reported<ServiceTimes>
  readonly fees: Reported<readonly Fee[]>
  readonly aterbetalningsskydd: Reported<boolean>
  readonly survivorsPension: Reported<boolean>
  readonly familyCover: Reported<boolean>
  readonly beneficiariesNamed: Reported<boolean>
  readonly forecasts: readonly ProviderForecast[]
  readonly forecastMissing: Reported<ForecastMissingReason>
  readonly unknownCodes: readonly UnknownCode[]
}

/** A contract that is there, and of which nothing else is known. */
export const unreportedContract: Omit<ContractHolding, 'identity' | 'insurer'> = {
  kind: 'avtal',
  earlierContractNumber: 'not-reported',
  underlyingContractNumber: 'not-reported',
  policyholder: 'not-reported',
  pledgee: 'not-reported',
  selectionCentre: 'not-reported',
  underEarlierNumber: false,
  productName: 'not-reported',
  businessType: 'not-reported',
  kollektivavtal: 'not-reported',
  skatteklass: 'not-reported',
  formanstyp: 'not-reported',
  forvaltningsform: 'not-reported',
  capital: 'not-reported',
  guaranteedCapital: 'not-reported',
  earnedBenefit: 'not-reported',
  payments: [],
  payoutTerms: {
    earliestAge: 'not-reported',
    latestAge: 'not-reported',
    agreedAge: 'not-reported',
    durations: 'not-reported',
  },
  premium: 'not-reported',
  totalPremiumsPaid: 'not-reported',
  reportedSalary: 'not-reported',
  serviceTimes: 'not-reported',
  fees: 'not-reported',
  aterbetalningsskydd: 'not-reported',
  survivorsPension: 'not-reported',
  familyCover: 'not-reported',
  beneficiariesNamed: 'not-reported',
  forecasts: [],
  forecastMissing: 'not-reported',
  unknownCodes: [],
}

/** Pensionable amounts credited for other than income (pensionsgrundande belopp). */
export interface PensionCredit {
  readonly kind: 'barnar' | 'studier' | 'plikttjanst' | 'sjukersattning'
  readonly amount: KronorPerYear
}

/** One income year's rights in the public pension. */
export interface PensionRightYear {
  readonly incomeYear: number
  readonly pgi: KronorPerYear
  readonly pgb: readonly PensionCredit[]
  readonly inkomstpension: KronorPerYear
  readonly premiepension: KronorPerYear
  readonly status: 'decided' | 'preliminary'
}

export interface PremiepensionFund {
  readonly name: string
  readonly value: Kronor
  /** Yearly fee after rebate. */
  readonly fee: Reported<Share>
}

export type PublicComponent = 'inkomstpension' | 'premiepension' | 'tillaggspension' | 'garantipension'

export interface PublicPayment extends PaymentPeriod {
  readonly component: PublicComponent
  /** 0.25, 0.5, 0.75 or 1. */
  readonly shareDrawn: Share
}

/** Allmän pension, as Pensionsmyndigheten states it for one person. */
export interface PublicHolding {
  readonly kind: 'allman-pension'
  readonly identity: ContractIdentity
  readonly insurer: Party
  readonly underEarlierNumber: boolean
  readonly inkomstpensionBalance: Reported<Dated<Kronor>>
  readonly premiepensionBalance: Reported<Dated<Kronor>>
  readonly premiepensionFunds: readonly PremiepensionFund[]
  readonly rights: readonly PensionRightYear[]
  /** Earned supplementary pension (born 1938–1953), per month from 65. */
  readonly tillaggspension: Reported<Dated<KronorPerMonth>>
  readonly payments: readonly PublicPayment[]
  /** The agency's own forecast of the whole public pension. */
  readonly forecasts: readonly ProviderForecast[]
  readonly residenceYears: Reported<number>
  readonly unknownCodes: readonly UnknownCode[]
}

export type Holding = ContractHolding | PublicHolding

/** Whether some payment is not understood. Then what is left to draw is not known either, and nothing is guessed of it. */
export const hasUnclearPayments = ({ unknownCodes }: Holding): boolean =>
  unknownCodes.some(({ field }) => field.startsWith('utbetalning/'))

/** Which of the four families a holding belongs to. */
export function pillarOf(holding: Holding): Pillar {
  if (holding.kind === 'allman-pension') return 'allman-pension'
  if (holding.skatteklass === 'T') return 'tjanstepension'
  if (holding.skatteklass === 'not-reported') {
    return holding.kollektivavtal === 'not-reported' || holding.kollektivavtal === 'none'
      ? 'privat-sparande'
      : 'tjanstepension'
  }
  return 'privat-sparande'
}
