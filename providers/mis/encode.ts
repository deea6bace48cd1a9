/**
 * Holdings to a MIS message, whatever its version: what a provider does. Used by the simulator, and to check `decode`
 * by going round.
 */
import type { ContractHolding, Dated, Party, Reported } from '#forecasting/model/holding.ts'
import type { Quantity } from '#forecasting/model/quantity.ts'
import type { CodeTable } from '../codes.ts'
import type { PersonalNumber } from '../personal-number.ts'
import type { Transfer } from '../schema/typer.ts'
import {
  ageElement,
  amount,
  durationElement,
  encodeForecast,
  encodeTransfer,
  paymentContent,
  reported,
} from '../schema/typer.ts'
import type { Xml } from '../xml/write.ts'
import { element, leaf, spell } from '../xml/write.ts'
import type { CodeWords, MisVersion, Term } from './version.ts'

export interface InsuredPerson {
  readonly number: PersonalNumber
  readonly name: string
  /** Under which holdings marked `underEarlierNumber` are sent. */
  readonly earlierNumber?: PersonalNumber
}

interface Subject {
  readonly holding: ContractHolding
  readonly person: InsuredPerson
  readonly version: MisVersion
}

/** Writes a term under the name that its place ends in; a list gives as many elements. */
type Write = (name: string, subject: Subject) => Xml | null | readonly Xml[]

const text =
  (from: (holding: ContractHolding) => Reported<string>): Write =>
  (name, { holding }) =>
    reported(from(holding), (value) => leaf(name, value))

const flag =
  (from: (holding: ContractHolding) => Reported<boolean>): Write =>
  (name, { holding }) =>
    reported(from(holding), (value) => leaf(name, value))

const party =
  (from: (holding: ContractHolding) => Reported<Party>): Write =>
  (name, { holding }) =>
    reported(from(holding), (value) =>
      element(name, [
        reported(value.organisationNumber, (number) => leaf('organisationsnummer', number)),
        reported(value.name, (words) => leaf('namn', words)),
      ]),
    )

/** The code of a known word, else the unknown code that the holding carries for that field. */
function code(field: keyof CodeWords & keyof ContractHolding): Write {
  return (name, { holding, version }) => {
    const table: CodeTable<string> = version.codes[field]
    const word = holding[field]
    if (word !== 'not-reported') return leaf(name, table.code(word))
    const carried = holding.unknownCodes.find((entry) => entry.field === table.field)
    return carried === undefined ? null : leaf(name, carried.code)
  }
}

const amountOf =
  (from: (holding: ContractHolding) => Reported<Dated<Quantity<string>>>): Write =>
  (name, { holding }) =>
    reported(from(holding), ({ value }) => amount(name, value))

const dateOf =
  (from: (holding: ContractHolding) => Reported<Dated<Quantity<string>>>): Write =>
  (name, { holding }) =>
    reported(from(holding), ({ date }) => leaf(name, date))

const writers: Readonly<Record<Term, Write>> = {
  contractNumber: text(({ identity }) => identity.contractNumber),
  earlierContractNumber: text(({ earlierContractNumber }) => earlierContractNumber),
  underlyingContractNumber: text(({ underlyingContractNumber }) => underlyingContractNumber),
  businessType: text(({ businessType }) => businessType),
  productName: text(({ productName }) => productName),
  kollektivavtal: code('kollektivavtal'),
  skatteklass: code('skatteklass'),
  formanstyp: code('formanstyp'),
  forvaltningsform: code('forvaltningsform'),
  personalNumber: (name, { holding, person }) =>
    leaf(name, (holding.underEarlierNumber ? (person.earlierNumber ?? person.number) : person.number).reveal()),
  personName: (name, { person }) => leaf(name, person.name),
  insurer: party(({ insurer, identity }) => ({
    name: insurer.name,
    organisationNumber: identity.insurerOrganisationNumber,
  })),
  policyholder: party(({ policyholder }) => policyholder),
  pledgee: party(({ pledgee }) => pledgee),
  selectionCentre: party(({ selectionCentre }) => selectionCentre),
  earnedBenefit: amountOf(({ earnedBenefit }) => earnedBenefit),
  earnedBenefitDate: dateOf(({ earnedBenefit }) => earnedBenefit),
  capital: amountOf(({ capital }) => capital),
  capitalDate: dateOf(({ capital }) => capital),
  guaranteedCapital: amountOf(({ guaranteedCapital }) => guaranteedCapital),
  guaranteedCapitalDate: dateOf(({ guaranteedCapital }) => guaranteedCapital),
  payment: (name, { holding }) => holding.payments.map((payment) => element(name, paymentContent(payment))),
  earliestAge: (name, { holding }) => reported(holding.payoutTerms.earliestAge, ageElement(name)),
  latestAge: (name, { holding }) => reported(holding.payoutTerms.latestAge, ageElement(name)),
  agreedAge: (name, { holding }) => reported(holding.payoutTerms.agreedAge, ageElement(name)),
  durations: (name, { holding }) =>
    reported(holding.payoutTerms.durations, (durations) =>
      element(
        name,
        durations.map((duration) => durationElement(duration)),
      ),
    ),
  aterbetalningsskydd: flag(({ aterbetalningsskydd }) => aterbetalningsskydd),
  survivorsPension: flag(({ survivorsPension }) => survivorsPension),
  familyCover: flag(({ familyCover }) => familyCover),
  beneficiariesNamed: flag(({ beneficiariesNamed }) => beneficiariesNamed),
  premium: (name, { holding }) => reported(holding.premium, (premium) => amount(name, premium.amount)),
  premiumInterval: (name, { holding, version }) =>
    reported(holding.premium, ({ interval }) => leaf(name, version.codes.premiumInterval.code(interval))),
  premiumPaidUntil: text(({ premium }) => (premium === 'not-reported' ? premium : premium.paidUntil)),
  reportedSalary: amountOf(({ reportedSalary }) => reportedSalary),
  reportedSalaryDate: dateOf(({ reportedSalary }) => reportedSalary),
  serviceUnder: (name, { holding }) => reported(holding.serviceTimes, ({ monthsUnder }) => leaf(name, monthsUnder)),
  serviceOver: (name, { holding }) => reported(holding.serviceTimes, ({ monthsOver }) => leaf(name, monthsOver)),
  totalPremiumsPaid: amountOf(({ totalPremiumsPaid }) => totalPremiumsPaid),
  totalPremiumsPaidDate: dateOf(({ totalPremiumsPaid }) => totalPremiumsPaid),
  fees: (name, { holding, version }) =>
    reported(holding.fees, (fees) =>
      element(
        name,
        fees.map((fee) => version.fee.write(fee)),
      ),
    ),
  forecast: (_name, { holding }) => holding.forecasts.map(encodeForecast),
  forecastMissing: code('forecastMissing'),
}

interface Placed {
  /** The elements around it, from the outside. */
  readonly around: readonly string[]
  readonly xml: Xml
}

/** Elements in the places they are said to stand: neighbours whose paths begin alike share what is around them. */
function nest(placed: readonly Placed[]): Xml[] {
  const built: Xml[] = []
  for (let index = 0; index < placed.length;) {
    const outer = placed[index]?.around[0]
    const next = placed.findIndex(({ around }, at) => at > index && around[0] !== outer)
    const end = outer === undefined ? index + 1 : next === -1 ? placed.length : next
    const run = placed.slice(index, end)
    built.push(
      ...(outer === undefined
        ? run.map(({ xml }) => xml)
        : [element(outer, nest(run.map(({ around, xml }) => ({ around: around.slice(1), xml }))))]),
    )
    index = end
  }
  return built
}

const isTerm = (name: string): name is Term => name in writers

function encodeContract(subject: Subject): Xml[] {
  const placed = Object.entries(subject.version.places).flatMap(([term, place]): Placed[] => {
    const around = place.split('/')
    const name = around.pop() ?? ''
    const written = isTerm(term) ? writers[term](name, subject) : null
    return [written].flat().flatMap((xml) => (xml === null ? [] : [{ around, xml }]))
  })
  return nest(placed)
}

export interface MisMessage extends Transfer {
  readonly person: InsuredPerson
  /** None: the message says that nothing is held. */
  readonly holdings: readonly ContractHolding[]
  /** What a provider adds in the open slot of a contract, in a namespace of its own. */
  readonly extend?: (holding: ContractHolding) => Xml | null
}

export function encodeMis(
  version: MisVersion,
  { person, holdings, extend = () => null, ...transfer }: MisMessage,
): Xml {
  const { count } = version.transfer
  const overforing = encodeTransfer(transfer, version.number, {
    versionName: version.transfer.version,
    more: count === null ? [] : [leaf(count, holdings.length)],
  })
  const spelled = (xml: Xml): Xml => spell(xml, version.spelling)
  const contracts = holdings.map((holding) =>
    element(version.spelling.write('forsakring'), [
      ...encodeContract({ holding, person, version }).map(spelled),
      extend(holding),
    ]),
  )
  return element(version.root, [spelled(overforing), ...contracts], { xmlns: version.namespace })
}
