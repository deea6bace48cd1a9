/** A MIS 2.0 message to holdings: checked by schema, then read field by field. */
import type { XmlElement } from 'libxml2-wasm'
import type { ContractHolding, Fee, Premium } from '#forecasting/model/holding.ts'
import { kronor, kronorPerMonth, kronorPerYear, share } from '#forecasting/model/quantity.ts'
import { CodeReader } from '../../codes.ts'
import type { AnswerAbout, DecodedAnswer } from '../../decoded.ts'
import { checkTransfer, isUnderEarlierNumber, refuseTooMany } from '../../decoded.ts'
import {
  optional,
  readAge,
  readAll,
  readBoolean,
  readDate,
  readDated,
  readDuration,
  readForecast,
  readParty,
  readPayment,
  readText,
} from '../../schema/typer.ts'
import { canonicalText, Schema, UnreadableXml } from '../../xml/document.ts'
import { XmlTree } from '../../xml/tree.ts'
import * as codes from './codes.ts'
import { misNamespace } from './encode.ts'

/** Files that the schema of a mislife includes. */
export const misUses = ['schema/typer.xsd'] as const
const misSchema = new Schema('mis/v2/schema/mislife.xsd', misUses)

/** What one provider says in the open slot of a contract. */
export interface Extension {
  /** The schema of a mislife with the extension in it. */
  readonly schema: Schema
  readonly extend: (holding: ContractHolding, contract: XmlTree) => ContractHolding
}

function readFee(tree: XmlTree, reader: CodeReader): Fee | null {
  const kind = tree.name === 'premieavgift' ? 'premium' : reader.read(codes.feeKindCodes, tree, 'slag')
  const applies = reader.read(codes.feeAppliesCodes, tree, 'avser')
  if (kind === null || applies === null) return null
  const variable = tree.value('rorlig')
  return {
    kind,
    applies,
    amount: variable === null ? { fixed: kronorPerYear(tree.required('fast')) } : { variable: share(variable) },
  }
}

function readPremium(tree: XmlTree, reader: CodeReader): Premium | 'not-reported' {
  const interval = reader.read(codes.premiumIntervalCodes, tree, 'betalningstermin')
  if (interval === null) return 'not-reported'
  return {
    amount: kronor(tree.required('belopp')),
    interval,
    paidUntil: optional(tree.find('betald_till'), readDate),
  }
}

/** Fees on the contract first, then those on each premium. */
const feesOf = (tree: XmlTree, reader: CodeReader): readonly Fee[] =>
  readAll(tree.children(), (child) => readFee(child, reader))

function readContract(tree: XmlTree, about: AnswerAbout): ContractHolding {
  const reader = new CodeReader()
  const administration = tree.get('administration')
  const parties = tree.get('parter_pa_forsakring')
  const insurer = readParty(parties.get('forsakringsgivare'))
  const at = (...path: readonly string[]): XmlTree | null => tree.find(...path)
  const terms = (name: string): XmlTree | null => at('moment', 'utbetalningsvillkor', name)
  return {
    kind: 'avtal',
    identity: {
      insurerOrganisationNumber: parties.required('forsakringsgivare', 'organisationsnummer'),
      contractNumber: administration.required('identitet'),
    },
    earlierContractNumber: optional(administration.find('tidigare_identitet'), readText),
    underlyingContractNumber: optional(administration.find('underliggande_forsakring'), readText),
    insurer,
    policyholder: optional(parties.find('forsakringstagare'), readParty),
    pledgee: optional(parties.find('panthavare'), readParty),
    selectionCentre: optional(parties.find('valcentral'), readParty),
    underEarlierNumber: isUnderEarlierNumber(parties.required('forsakrad', 'personnummer'), about),
    productName: optional(administration.find('produktkoppling', 'affarsnamn'), readText),
    businessType: optional(administration.find('produktkoppling', 'affarstyp'), readText),
    kollektivavtal: reader.read(codes.kollektivavtalCodes, administration, 'kollektivavtalskoppling') ?? 'not-reported',
    skatteklass: reader.read(codes.skatteklassCodes, administration, 'skatteklass') ?? 'not-reported',
    formanstyp: reader.read(codes.formanstypCodes, administration, 'formanstyp') ?? 'not-reported',
    forvaltningsform: reader.read(codes.forvaltningsformCodes, administration, 'forvaltningsform') ?? 'not-reported',
    capital: optional(at('moment', 'varde', 'forsakringskapital'), readDated(kronor)),
    guaranteedCapital: optional(at('moment', 'varde', 'garanterat_kapital'), readDated(kronor)),
    earnedBenefit: optional(at('belopp'), readDated(kronorPerMonth, 'intjanad_pension_per_manad')),
    payments: readAll(at('moment')?.all('utbetalning') ?? [], (payment) => readPayment(payment, reader)),
    payoutTerms: {
      earliestAge: optional(terms('tidigaste_alder'), readAge),
      latestAge: optional(terms('senaste_alder'), readAge),
      agreedAge: optional(terms('pensionsalder'), readAge),
      durations: optional(terms('utbetalningstider'), (list) => list.all('utbetalningstid').map(readDuration)),
    },
    premium: optional(at('premieforfarande', 'aktuell_premie'), (premium) => readPremium(premium, reader)),
    totalPremiumsPaid: optional(at('premiehistorik', 'totalt_inbetalt'), readDated(kronor)),
    reportedSalary: optional(at('premieforfarande', 'aktuell_anmald_arslon'), readDated(kronorPerYear)),
    serviceTimes: optional(at('premieforfarande', 'premieforfarande_enligt_pensionsplan'), (times) => ({
      monthsUnder: Number(times.required('beraknad_tjanstetid_under_75')),
      monthsOver: Number(times.required('beraknad_tjanstetid_over_75')),
    })),
    fees: optional(at('avgifter_pa_forsakring'), (list) => feesOf(list, reader)),
    aterbetalningsskydd: optional(at('moment', 'aterbetalningsskydd'), readBoolean),
    survivorsPension: optional(at('moment', 'efterlevandepension'), readBoolean),
    familyCover: optional(at('moment', 'familjeskydd'), readBoolean),
    beneficiariesNamed: optional(at('moment', 'formanstagare'), readBoolean),
    forecasts: readAll(tree.all('prognos'), (forecast) => readForecast(forecast, reader)),
    forecastMissing: reader.read(codes.forecastMissingCodes, tree, 'prognos_saknas') ?? 'not-reported',
    unknownCodes: reader.unknown,
  }
}

/** @throws UnreadableXml, ProviderError */
export function decodeMislife(mislife: XmlElement, about: AnswerAbout, extension?: Extension): DecodedAnswer {
  if (mislife.name !== 'mislife' || mislife.namespaceUri !== misNamespace) throw new UnreadableXml('schema')
  refuseTooMany(mislife, 1)
  const schema = extension?.schema ?? misSchema
  schema.check(mislife)
  const tree = XmlTree.read(canonicalText(mislife))
  checkTransfer(tree.get('overforing'), '2.0', about)
  const holdings = tree.all('forsakring').map((contract) => {
    const holding = readContract(contract, about)
    return extension?.extend(holding, contract) ?? holding
  })
  return { holdings }
}
