/** What one provider holds for one person, as it would report it: the same for the same number, every time. */
import { age } from '#forecasting/model/age.ts'
import type {
  ContractHolding,
  Fee,
  Holding,
  Party,
  PayoutDuration,
  PayoutTerms,
  Premium,
  Reported,
} from '#forecasting/model/holding.ts'
import { Dec, kronor, kronorPerYear, share } from '#forecasting/model/quantity.ts'
import { isoDateOf } from '#forecasting/model/year-month.ts'
import { checkDigit, type PersonalNumber } from '../personal-number.ts'
import { benefitOf, feesOf, lastDay, paymentsOf, payoutYears, standingOf } from './accrual.ts'
import type { Career } from './career.ts'
import { monthlyPay } from './career.ts'
import { careerOf } from './careers.ts'
import { Chance } from './chance.ts'
import type { Contract } from './contracts.ts'
import {
  contractNumber,
  contractsOf,
  isPremiumPaid,
  lastEmployment,
  premiumInMonth,
  premiumsInYear,
  totalPremiums,
} from './contracts.ts'
import { forecastsOf } from './forecasts.ts'
import type { ProviderId } from './providers.ts'
import { simulatedProvider, simulatedProviders } from './providers.ts'
import { publicHoldingOf } from './public-pension.ts'
import { thisYear, valueDate, valueMonth } from './tables.ts'

/** Ages a forecast is made for when the question names none. */
const usualAges: readonly number[] = [65, 66, 67, 68, 69, 70]

const party = (provider: ProviderId): Party => {
  const { name, organisationNumber } = simulatedProvider(provider)
  return { name, organisationNumber }
}

/** Employers do not exist either; their numbers are made like the companies' own. */
function employerParty(name: string): Party {
  const nine = `99981${new Chance(name).digits('employer', 4)}`
  return { name, organisationNumber: `16${nine}${checkDigit(nine)}` }
}

const productNames: Partial<Record<Contract['agreement'], string>> = {
  ITP1: 'ITP 1',
  ITP2: 'ITP 2 ålderspension',
  ITPK: 'ITPK',
  'SAF-LO': 'Avtalspension SAF-LO',
  'AKAP-KR': 'AKAP-KR ålderspension',
  'KAP-KL': 'Avgiftsbestämd ålderspension KAP-KL',
  'PA16-1': 'PA 16 avdelning 1',
  'PA16-2': 'PA 16 avdelning 2',
  BTP1: 'BTP 1',
  BTP2: 'BTP 2',
  FTP: 'FTP',
  KTP: 'KTP',
}

function productName({ agreement, benefit, skatteklass, form }: Contract): string {
  const base = skatteklass === 'P' ? 'Privat pensionssparande' : skatteklass === 'K' ? 'Kapitalförsäkring' : ''
  const agreed = productNames[agreement] ?? base
  if (benefit === 'formansbestamd') return `${agreed}, förmånsbestämd`
  if (form === 'fond') return `${agreed} Fond`
  return form === 'deposition' ? `${agreed} Depå` : `${agreed} Traditionell`
}

const businessTypes = { T: 'Tjänstepension', P: 'Privat pensionsförsäkring', K: 'Kapitalförsäkring' } as const

function payoutTerms(contract: Contract, birthYear: number): PayoutTerms {
  const { agreement, skatteklass, chance } = contract
  const from5 = ['lifelong', payoutYears(5), payoutYears(10), payoutYears(15), payoutYears(20)] as const
  const from10 = ['lifelong', payoutYears(10), payoutYears(15), payoutYears(20)] as const
  const terms = (
    earliest: number,
    agreed: number | null,
    durations: Reported<readonly PayoutDuration[]>,
  ): PayoutTerms => ({
    earliestAge: age(earliest),
    latestAge: chance.happens('latest-age', 0.5) ? age(75) : 'not-reported',
    agreedAge: agreed === null ? 'not-reported' : age(agreed),
    durations,
  })
  if (skatteklass === 'K') {
    return {
      earliestAge: 'not-reported',
      latestAge: 'not-reported',
      agreedAge: 'not-reported',
      durations: [payoutYears(5), payoutYears(10)],
    }
  }
  if (skatteklass === 'P') return terms(55, chance.pick('agreed', [60, 65]), from5)
  if (contract.benefit === 'formansbestamd') {
    return terms(agreement === 'ITP2' ? 55 : birthYear < 1966 ? 61 : 63, 65, ['lifelong'])
  }
  switch (agreement) {
    case 'AKAP-KR':
      return terms(62, null, from10)
    case 'KAP-KL':
      return terms(60, 65, from10)
    case 'PA16-1':
    case 'PA16-2':
    case 'PA03':
      return terms(birthYear < 1966 ? 61 : 63, 65, contract.provider === 'manteln-tjanstepension' ? from5 : from10)
    case 'ITP1':
      return terms(55, 66, from5)
    case 'ITP2':
    case 'ITPK':
    case 'SAF-LO':
    case 'BTP1':
    case 'BTP2':
    case 'FTP':
    case 'KTP':
    case 'other':
    case 'none':
      return terms(55, 65, chance.happens('durations', 0.85) ? from5 : 'not-reported')
  }
}

function feesReported(contract: Contract): Reported<readonly Fee[]> {
  const { management, fixed, premium } = feesOf(contract)
  const variable = (value: number): { readonly variable: ReturnType<typeof share> } => ({ variable: share(value) })
  const fees: Fee[] = []
  if (management > 0) {
    fees.push({
      kind: 'management',
      applies: contract.form === 'fond' ? 'fund' : 'traditional',
      amount: variable(management),
    })
  }
  if (fixed > 0) fees.push({ kind: 'administration', applies: 'contract', amount: { fixed: kronorPerYear(fixed) } })
  if (premium > 0) fees.push({ kind: 'premium', applies: 'contract', amount: variable(premium) })
  return contract.benefit === 'formansbestamd' || contract.chance.happens('fees-not-said', 0.15) ? 'not-reported' : fees
}

function premiumReported(career: Career, contract: Contract): Reported<Premium> {
  if (contract.benefit === 'formansbestamd' || contract.payout !== null) return 'not-reported'
  if (!isPremiumPaid(contract)) {
    if (contract.chance.happens('paid-up-not-said', 0.3)) return 'not-reported'
    const last = contract.to === null ? valueDate : lastDay((contract.to - 1) as typeof valueMonth)
    return { amount: kronor(0), interval: 'month', paidUntil: last }
  }
  if (contract.agreement === 'SAF-LO') {
    return {
      amount: premiumsInYear(career, contract, thisYear - 1),
      interval: 'year',
      paidUntil: isoDateOf(`${thisYear - 1}-12-31`),
    }
  }
  return { amount: premiumInMonth(career, contract, valueMonth), interval: 'month', paidUntil: valueDate }
}

/** Selection centres are named by the insurer too; the state's board is no such centre. */
const isSelectionCentre = (provider: ProviderId | null): provider is ProviderId =>
  provider !== null && simulatedProvider(provider).kind === 'insurer'

function contractHolding(career: Career, contract: Contract, wishedAges: readonly number[]): ContractHolding {
  const { chance, benefit: benefitKind, payout } = contract
  const isBenefit = benefitKind === 'formansbestamd'
  const standing = standingOf(career, contract)
  const benefit = isBenefit ? benefitOf(career, contract) : null
  const payment = benefit?.monthly ?? standing.payment
  const terms = payoutTerms(contract, Number(career.birthDate.slice(0, 4)))
  const employment = lastEmployment(contract)
  const premiums = totalPremiums(career, contract)
  const isGuaranteed = contract.form === 'traditionell' && !isBenefit && payout === null
  const insurer = party(contract.provider)
  return {
    kind: 'avtal',
    identity: {
      insurerOrganisationNumber: simulatedProvider(contract.provider).organisationNumber,
      contractNumber: contract.number,
    },
    earlierContractNumber: chance.happens('moved', 0.1) ? `F-${chance.digits('earlier-number', 7)}` : 'not-reported',
    underlyingContractNumber: 'not-reported',
    insurer,
    policyholder: employment === null ? 'not-reported' : employerParty(employment.employer),
    pledgee: chance.happens('pledged', 0.02) ? employerParty('Hamnbanken AB') : 'not-reported',
    selectionCentre: isSelectionCentre(contract.alsoReportedBy) ? party(contract.alsoReportedBy) : 'not-reported',
    underEarlierNumber: false,
    productName: productName(contract),
    businessType: businessTypes[contract.skatteklass],
    kollektivavtal: contract.agreement,
    skatteklass: contract.skatteklass,
    formanstyp: benefitKind,
    forvaltningsform: contract.form,
    capital: isBenefit ? 'not-reported' : { value: standing.capital, date: valueDate },
    guaranteedCapital:
      isGuaranteed && chance.happens('guarantee', 0.6)
        ? { value: kronor(Dec.min(premiums.times(0.85), standing.capital).toDecimalPlaces(2)), date: valueDate }
        : 'not-reported',
    earnedBenefit: benefit !== null && payout === null ? { value: benefit.monthly, date: valueDate } : 'not-reported',
    payments: payout === null || payment === null ? [] : paymentsOf(payout, payment),
    payoutTerms: terms,
    premium: premiumReported(career, contract),
    totalPremiumsPaid:
      isBenefit || chance.happens('premiums-not-said', 0.3) ? 'not-reported' : { value: premiums, date: valueDate },
    reportedSalary:
      employment?.to === null && payout === null && (contract.form === 'traditionell' || chance.happens('salary', 0.5))
        ? {
            value: kronorPerYear(
              monthlyPay(career.birthDate, employment, thisYear).times(contract.agreement === 'ITP2' ? 12.2 : 12),
            ),
            date: isoDateOf(`${thisYear}-01-31`),
          }
        : 'not-reported',
    serviceTimes: benefit === null || contract.agreement !== 'ITP2' ? 'not-reported' : benefit.serviceTimes,
    fees: feesReported(contract),
    aterbetalningsskydd: isBenefit
      ? false
      : contract.form === 'deposition' || contract.skatteklass === 'K'
        ? 'not-reported'
        : chance.happens('repayment-cover', 0.55),
    survivorsPension: isBenefit && contract.agreement === 'ITP2' ? true : 'not-reported',
    familyCover: contract.skatteklass === 'T' ? chance.happens('family-cover', 0.15) : 'not-reported',
    beneficiariesNamed: chance.happens('beneficiaries-said', 0.7)
      ? chance.happens('beneficiaries', 0.3)
      : 'not-reported',
    ...forecastsOf(career, contract, terms, { standing, benefit }, wishedAges),
    unknownCodes: [],
  }
}

/** The same contract as a second source states it: the figures, but little of the insurer's own detail. */
function secondHand(holding: ContractHolding, contract: Contract, source: ProviderId): ContractHolding {
  const bare: ContractHolding = {
    ...holding,
    earlierContractNumber: 'not-reported',
    fees: 'not-reported',
    guaranteedCapital: 'not-reported',
    totalPremiumsPaid: 'not-reported',
    beneficiariesNamed: 'not-reported',
    familyCover: 'not-reported',
    forecasts: [],
    forecastMissing: 'not-offered',
  }
  if (!isSelectionCentre(source)) return bare
  // A selection centre has a number of its own for what it placed, and names the insurer's as the underlying one.
  return {
    ...bare,
    identity: { ...holding.identity, contractNumber: contractNumber(source, contract.chance.of('second-source')) },
    underlyingContractNumber: contract.number,
  }
}

/**
 * @param wishedAges whole years the question asks forecasts for; none means the usual ones.
 * @returns what the provider would report; empty when the person has nothing there.
 */
export function holdingsAt(
  provider: ProviderId,
  person: PersonalNumber,
  wishedAges: readonly number[] = [],
): readonly Holding[] {
  const career = careerOf(person)
  if (career === null) return []
  const ages = wishedAges.length === 0 ? usualAges : wishedAges
  if (provider === 'pensionsmyndigheten') {
    const holding = publicHoldingOf(person, career, ages)
    return holding === null ? [] : [holding]
  }
  const contracts = contractsOf(person, career)
  return [
    ...contracts
      .filter((contract) => contract.provider === provider)
      .map((contract) => contractHolding(career, contract, ages)),
    ...contracts
      .filter((contract) => contract.alsoReportedBy === provider)
      .map((contract) => secondHand(contractHolding(career, contract, ages), contract, provider)),
  ]
}

/** Everything the person has, wherever it is: for tests and for looking. */
export const allHoldings = (
  person: PersonalNumber,
): readonly { readonly provider: ProviderId; readonly holding: Holding }[] =>
  simulatedProviders.flatMap(({ id }) => holdingsAt(id, person).map((holding) => ({ provider: id, holding })))
