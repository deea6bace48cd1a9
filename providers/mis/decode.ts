/** A MIS message to holdings, whatever its version: checked by schema, then read field by field. */
import type { XmlElement } from 'libxml2-wasm'
import type { ContractHolding, Dated, Fee, Premium, Reported, ServiceTimes } from '#forecasting/model/holding.ts'
import type { Quantity } from '#forecasting/model/quantity.ts'
import { kronor, kronorPerMonth, kronorPerYear } from '#forecasting/model/quantity.ts'
import type { CodeTable } from '../codes.ts'
import { CodeReader } from '../codes.ts'
import type { AnswerAbout, DecodedAnswer } from '../decoded.ts'
import { checkTransfer, isUnderEarlierNumber, readAt, refuseTooMany } from '../decoded.ts'
import {
  optional,
  readAge,
  readAll,
  readBoolean,
  readDate,
  readDuration,
  readForecast,
  readParty,
  readPayment,
  readText,
} from '../schema/typer.ts'
import type { Schema } from '../xml/document.ts'
import { canonicalText, UnreadableXml } from '../xml/document.ts'
import { XmlTree } from '../xml/tree.ts'
import type { CodeWords, MisVersion, Term } from './version.ts'

/** What one provider says in the open slot of a contract. */
export interface Extension {
  /** The schema of a message with the extension in it. */
  readonly schema: Schema
  readonly extend: (holding: ContractHolding, contract: XmlTree) => ContractHolding
}

/** Kind, then what it applies to, then share before kronor: the same order whichever the message had. */
const feeRank = ({ kind, applies, amount }: Fee): string =>
  [
    ['management', 'administration', 'premium'].indexOf(kind),
    ['fund', 'traditional', 'contract'].indexOf(applies),
    'variable' in amount ? 0 : 1,
  ].join()
export const feesInOrder = (fees: readonly Fee[]): readonly Fee[] =>
  [...fees].sort((one, other) => feeRank(one).localeCompare(feeRank(other)))

const paths = new Map<string, readonly string[]>()
/** The names on the way to a place; there are few places, and each is looked up in every contract. */
function pathOf(place: string): readonly string[] {
  const known = paths.get(place)
  if (known !== undefined) return known
  const path = place.split('/')
  paths.set(place, path)
  return path
}

class ContractReader {
  readonly #tree: XmlTree
  readonly #version: MisVersion
  readonly #codes = new CodeReader()

  constructor(tree: XmlTree, version: MisVersion) {
    this.#tree = tree
    this.#version = version
  }

  #find(term: Term): XmlTree | null {
    return this.#tree.find(...pathOf(this.#version.places[term]))
  }

  #get(term: Term): XmlTree {
    const found = this.#find(term)
    if (found === null) throw new UnreadableXml('value')
    return found
  }

  #all(term: Term): readonly XmlTree[] {
    const path = pathOf(this.#version.places[term])
    return this.#tree.find(...path.slice(0, -1))?.all(path.at(-1) ?? '') ?? []
  }

  #optional<T>(term: Term, read: (tree: XmlTree) => T): Reported<T> {
    return optional(this.#find(term), read)
  }

  #code<F extends keyof CodeWords>(term: F): Reported<CodeWords[F]> {
    const table: CodeTable<CodeWords[F]> = this.#version.codes[term]
    return this.#optional(term, (tree) => this.#codes.read(table, tree) ?? 'not-reported')
  }

  #dated<U extends string>(
    amount: Term,
    date: Term,
    unit: (value: string) => Quantity<U>,
  ): Reported<Dated<Quantity<U>>> {
    return this.#optional(amount, ({ text }) => ({ value: unit(text), date: readDate(this.#get(date)) }))
  }

  #premium(): Reported<Premium> {
    const amount = this.#find('premium')
    const interval = this.#code('premiumInterval')
    if (amount === null || interval === 'not-reported') return 'not-reported'
    return { amount: kronor(amount.text), interval, paidUntil: this.#optional('premiumPaidUntil', readDate) }
  }

  #serviceTimes(): Reported<ServiceTimes> {
    return this.#optional('serviceUnder', ({ text }) => ({
      monthsUnder: Number(text),
      monthsOver: Number(this.#get('serviceOver').text),
    }))
  }

  read(about: AnswerAbout): ContractHolding {
    const insurer = this.#get('insurer')
    const { fee } = this.#version
    return {
      kind: 'avtal',
      identity: {
        insurerOrganisationNumber: insurer.required('organisationsnummer'),
        contractNumber: this.#get('contractNumber').text,
      },
      earlierContractNumber: this.#optional('earlierContractNumber', readText),
      underlyingContractNumber: this.#optional('underlyingContractNumber', readText),
      insurer: readParty(insurer),
      policyholder: this.#optional('policyholder', readParty),
      pledgee: this.#optional('pledgee', readParty),
      selectionCentre: this.#optional('selectionCentre', readParty),
      underEarlierNumber: isUnderEarlierNumber(this.#get('personalNumber').text, about),
      productName: this.#optional('productName', readText),
      businessType: this.#optional('businessType', readText),
      kollektivavtal: this.#code('kollektivavtal'),
      skatteklass: this.#code('skatteklass'),
      formanstyp: this.#code('formanstyp'),
      forvaltningsform: this.#code('forvaltningsform'),
      capital: this.#dated('capital', 'capitalDate', kronor),
      guaranteedCapital: this.#dated('guaranteedCapital', 'guaranteedCapitalDate', kronor),
      earnedBenefit: this.#dated('earnedBenefit', 'earnedBenefitDate', kronorPerMonth),
      payments: readAll(this.#all('payment'), (payment) => readPayment(payment, this.#codes)),
      payoutTerms: {
        earliestAge: this.#optional('earliestAge', readAge),
        latestAge: this.#optional('latestAge', readAge),
        agreedAge: this.#optional('agreedAge', readAge),
        durations: this.#optional('durations', (list) => list.all('utbetalningstid').map(readDuration)),
      },
      premium: this.#premium(),
      totalPremiumsPaid: this.#dated('totalPremiumsPaid', 'totalPremiumsPaidDate', kronor),
      reportedSalary: this.#dated('reportedSalary', 'reportedSalaryDate', kronorPerYear),
      serviceTimes: this.#serviceTimes(),
      fees: this.#optional('fees', (list) =>
        feesInOrder(readAll(list.children(), (child) => fee.read(child, this.#codes))),
      ),
      aterbetalningsskydd: this.#optional('aterbetalningsskydd', readBoolean),
      survivorsPension: this.#optional('survivorsPension', readBoolean),
      familyCover: this.#optional('familyCover', readBoolean),
      beneficiariesNamed: this.#optional('beneficiariesNamed', readBoolean),
      forecasts: readAll(this.#all('forecast'), (forecast) => readForecast(forecast, this.#codes)),
      forecastMissing: this.#code('forecastMissing'),
      unknownCodes: this.#codes.unknown,
    }
  }
}

/** @throws UnreadableXml, ProviderError */
export function decodeMis(
  version: MisVersion,
  message: XmlElement,
  about: AnswerAbout,
  extension?: Extension,
): DecodedAnswer {
  if (message.name !== version.root || message.namespaceUri !== version.namespace) throw new UnreadableXml('schema')
  const elements = refuseTooMany(message, 1)
  const schema = extension?.schema ?? version.schema
  schema.check(message)
  const tree = XmlTree.read(canonicalText(message), version.spelling)
  const contracts = tree.all('forsakring')
  const [overforing, ...places] = elements
  if (overforing === undefined || contracts.length !== places.length) throw new UnreadableXml('value')
  readAt(overforing, () => {
    const transfer = tree.get('overforing')
    checkTransfer(transfer, version.transfer.version, version.number, about)
    const { count } = version.transfer
    if (count !== null && Number(transfer.required(count)) !== contracts.length) throw new UnreadableXml('value')
  })
  const holdings = contracts.map((contract, index) =>
    readAt(places[index] ?? message, () => {
      const holding = new ContractReader(contract, version).read(about)
      return extension?.extend(holding, contract) ?? holding
    }),
  )
  return { holdings }
}
