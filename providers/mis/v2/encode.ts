/** Holdings to a MIS 2.0 message: what a provider does. Used by the simulator, and to check `decode` by going round. */
import type { ContractHolding, Fee, Party, PayoutTerms, Reported, UnknownCode } from '#forecasting/model/holding.ts'
import type { CodeTable } from '../../codes.ts'
import type { PersonalNumber } from '../../personal-number.ts'
import type { Transfer } from '../../schema/typer.ts'
import {
  ageElement,
  amount,
  datedAmount,
  durationElement,
  encodeForecast,
  encodeTransfer,
  paymentContent,
  reported,
} from '../../schema/typer.ts'
import type { Xml } from '../../xml/write.ts'
import { element, leaf } from '../../xml/write.ts'
import * as codes from './codes.ts'

export const misNamespace = 'urn:samlad-pension:mis:2.0'

export interface InsuredPerson {
  readonly number: PersonalNumber
  readonly name: string
  /** Under which holdings marked `underEarlierNumber` are sent. */
  readonly earlierNumber?: PersonalNumber
}

/** An element around what is there, or nothing. */
const group = (name: string, children: readonly (Xml | null)[]): Xml | null =>
  children.every((child) => child === null) ? null : element(name, children)

/** The code of a known word, else the unknown code that the holding carries for that field. */
function code<T extends string>(
  name: string,
  table: CodeTable<T>,
  word: Reported<T>,
  unknown: readonly UnknownCode[],
): Xml | null {
  if (word !== 'not-reported') return leaf(name, table.code(word))
  const carried = unknown.find((entry) => entry.field === table.field)
  return carried === undefined ? null : leaf(name, carried.code)
}

const party =
  (name: string) =>
  (value: Party): Xml =>
    element(name, [
      reported(value.organisationNumber, (number) => leaf('organisationsnummer', number)),
      reported(value.name, (text) => leaf('namn', text)),
    ])

const payoutTerms = (terms: PayoutTerms): Xml | null =>
  group('utbetalningsvillkor', [
    reported(terms.earliestAge, ageElement('tidigaste_alder')),
    reported(terms.latestAge, ageElement('senaste_alder')),
    reported(terms.agreedAge, ageElement('pensionsalder')),
    reported(terms.durations, (durations) => element('utbetalningstider', durations.map(durationElement))),
  ])

function fee(value: Fee): Xml {
  const rest = [
    leaf('avser', codes.feeAppliesCodes.code(value.applies)),
    'variable' in value.amount ? leaf('rorlig', value.amount.variable.toFixed()) : amount('fast', value.amount.fixed),
  ]
  return value.kind === 'premium'
    ? element('premieavgift', rest)
    : element('forsakringsavgift', [leaf('slag', codes.feeKindCodes.code(value.kind)), ...rest])
}

function administration(holding: ContractHolding): Xml {
  const unknown = holding.unknownCodes
  return element('administration', [
    leaf('identitet', holding.identity.contractNumber),
    reported(holding.earlierContractNumber, (number) => leaf('tidigare_identitet', number)),
    reported(holding.underlyingContractNumber, (number) => leaf('underliggande_forsakring', number)),
    group('produktkoppling', [
      reported(holding.businessType, (text) => leaf('affarstyp', text)),
      reported(holding.productName, (text) => leaf('affarsnamn', text)),
    ]),
    code('kollektivavtalskoppling', codes.kollektivavtalCodes, holding.kollektivavtal, unknown),
    code('skatteklass', codes.skatteklassCodes, holding.skatteklass, unknown),
    code('formanstyp', codes.formanstypCodes, holding.formanstyp, unknown),
    code('forvaltningsform', codes.forvaltningsformCodes, holding.forvaltningsform, unknown),
  ])
}

const parties = (holding: ContractHolding, person: InsuredPerson): Xml =>
  element('parter_pa_forsakring', [
    element('forsakrad', [
      leaf(
        'personnummer',
        (holding.underEarlierNumber ? (person.earlierNumber ?? person.number) : person.number).reveal(),
      ),
      leaf('namn', person.name),
    ]),
    element('forsakringsgivare', [
      leaf('organisationsnummer', holding.identity.insurerOrganisationNumber),
      reported(holding.insurer.name, (text) => leaf('namn', text)),
    ]),
    reported(holding.policyholder, party('forsakringstagare')),
    reported(holding.pledgee, party('panthavare')),
    reported(holding.selectionCentre, party('valcentral')),
  ])

const flag = (name: string, value: Reported<boolean>): Xml | null => reported(value, (yes) => leaf(name, yes))

const moment = (holding: ContractHolding): Xml | null =>
  group('moment', [
    group('varde', [
      reported(holding.capital, datedAmount('forsakringskapital')),
      reported(holding.guaranteedCapital, datedAmount('garanterat_kapital')),
    ]),
    ...holding.payments.map((payment) => element('utbetalning', paymentContent(payment))),
    payoutTerms(holding.payoutTerms),
    flag('aterbetalningsskydd', holding.aterbetalningsskydd),
    flag('efterlevandepension', holding.survivorsPension),
    flag('familjeskydd', holding.familyCover),
    flag('formanstagare', holding.beneficiariesNamed),
  ])

const premiums = (holding: ContractHolding): Xml | null =>
  group('premieforfarande', [
    reported(holding.premium, (premium) =>
      element('aktuell_premie', [
        amount('belopp', premium.amount),
        leaf('betalningstermin', codes.premiumIntervalCodes.code(premium.interval)),
        reported(premium.paidUntil, (date) => leaf('betald_till', date)),
      ]),
    ),
    reported(holding.reportedSalary, datedAmount('aktuell_anmald_arslon')),
    reported(holding.serviceTimes, (times) =>
      element('premieforfarande_enligt_pensionsplan', [
        leaf('beraknad_tjanstetid_under_75', times.monthsUnder),
        leaf('beraknad_tjanstetid_over_75', times.monthsOver),
      ]),
    ),
  ])

/** One contract. @param extension what a provider adds in the open slot, in a namespace of its own */
function encodeContract(holding: ContractHolding, person: InsuredPerson, extension: Xml | null): Xml {
  return element('forsakring', [
    administration(holding),
    parties(holding, person),
    reported(holding.earnedBenefit, datedAmount('belopp', 'intjanad_pension_per_manad')),
    moment(holding),
    premiums(holding),
    reported(holding.totalPremiumsPaid, (paid) => element('premiehistorik', [datedAmount('totalt_inbetalt')(paid)])),
    reported(holding.fees, (fees) => element('avgifter_pa_forsakring', fees.map(fee))),
    ...holding.forecasts.map(encodeForecast),
    code('prognos_saknas', codes.forecastMissingCodes, holding.forecastMissing, holding.unknownCodes),
    extension,
  ])
}

/** A whole `mislife`; without holdings it says that nothing is held. */
export const encodeMislife = ({
  person,
  holdings,
  extend = () => null,
  ...transfer
}: Transfer & {
  readonly person: InsuredPerson
  readonly holdings: readonly ContractHolding[]
  readonly extend?: (holding: ContractHolding) => Xml | null
}): Xml =>
  element(
    'mislife',
    [encodeTransfer(transfer, '2.0'), ...holdings.map((holding) => encodeContract(holding, person, extend(holding)))],
    { xmlns: misNamespace },
  )
