/**
 * What tells one version of MIS from another, as data: where each term stands, how names are spelled, and the codes.
 * `decode.ts` and `encode.ts` beside this file read and write every version by it.
 *
 * Names are told in small letters with underscores (`belopp_per_manad`), whatever the version's own spelling.
 */
import type {
  Fee,
  ForecastMissingReason,
  Formanstyp,
  Forvaltningsform,
  Kollektivavtal,
  Premium,
  Skatteklass,
} from '#forecasting/model/holding.ts'
import type { CodeTable, CodeReader } from '../codes.ts'
import type { Schema } from '../xml/document.ts'
import type { Spelling } from '../xml/spelling.ts'
import type { XmlTree } from '../xml/tree.ts'
import type { Xml } from '../xml/write.ts'

/** Every value of a contract that has a place of its own. */
export type Term =
  | 'contractNumber'
  | 'earlierContractNumber'
  | 'underlyingContractNumber'
  | 'businessType'
  | 'productName'
  | 'kollektivavtal'
  | 'skatteklass'
  | 'formanstyp'
  | 'forvaltningsform'
  | 'personalNumber'
  | 'personName'
  | 'insurer'
  | 'policyholder'
  | 'pledgee'
  | 'selectionCentre'
  | 'earnedBenefit'
  | 'earnedBenefitDate'
  | 'capital'
  | 'capitalDate'
  | 'guaranteedCapital'
  | 'guaranteedCapitalDate'
  | 'payment'
  | 'earliestAge'
  | 'latestAge'
  | 'agreedAge'
  | 'durations'
  | 'aterbetalningsskydd'
  | 'survivorsPension'
  | 'familyCover'
  | 'beneficiariesNamed'
  | 'premium'
  | 'premiumInterval'
  | 'premiumPaidUntil'
  | 'reportedSalary'
  | 'reportedSalaryDate'
  | 'serviceUnder'
  | 'serviceOver'
  | 'totalPremiumsPaid'
  | 'totalPremiumsPaidDate'
  | 'fees'
  | 'forecast'
  | 'forecastMissing'

/** The fields that are told by codes, and the words we have for them. */
export interface CodeWords {
  kollektivavtal: Kollektivavtal
  skatteklass: Skatteklass
  formanstyp: Formanstyp
  forvaltningsform: Forvaltningsform
  premiumInterval: Premium['interval']
  forecastMissing: ForecastMissingReason
}
/**
 * The codes on the wire. `UnknownCode` tells a field by the same name in every version, so that a contract reads the
 * same whichever it came in.
 */
export type MisCodes = { readonly [F in keyof CodeWords]: CodeTable<CodeWords[F]> }

export interface MisVersion {
  readonly number: '1.6' | '2.0'
  readonly namespace: string
  /** The root element, as it is spelled on the wire. */
  readonly root: string
  readonly schema: Schema
  readonly spelling: Spelling
  /** Where the transfer says the version, and how many contracts follow (`null`: it does not say). */
  readonly transfer: { readonly version: string; readonly count: string | null }
  /** Path of each term below the contract, in the order of the message. */
  readonly places: Readonly<Record<Term, string>>
  readonly codes: MisCodes
  /** One fee within the list of fees. */
  readonly fee: {
    /** @returns null when a code that says what the fee means is not known */
    read(tree: XmlTree, codes: CodeReader): Fee | null
    write(fee: Fee): Xml
  }
}
