/** SPV's message to holdings: a mislife, and the parameters of PA 03 and PA 16 in the open slot. */
import type { XmlElement } from 'libxml2-wasm'
import type { ContractHolding } from '#forecasting/model/holding.ts'
import { kronorPerYear } from '#forecasting/model/quantity.ts'
import type { AnswerAbout, DecodedAnswer } from '../../decoded.ts'
import { decodeMislife } from '../../mis/v2/decode.ts'
import { mis20Uses } from '../../mis/v2/version.ts'
import { optional, readAge, readDated } from '../../schema/typer.ts'
import { Schema } from '../../xml/document.ts'
import type { XmlTree } from '../../xml/tree.ts'
import { stateAgreementCodes } from './codes.ts'
import { spvNamespace } from './encode.ts'

const schema = new Schema('authority/spv/mislife-spv.xsd', [
  ...mis20Uses,
  'mis/v2/schema/mislife.xsd',
  'authority/spv/statlig-tjanstepension.xsd',
])

function readParameters(holding: ContractHolding, contract: XmlTree): ContractHolding {
  const [parameters] = contract.all('statlig_tjanstepension', spvNamespace)
  if (parameters === undefined) return holding
  const part = parameters.value('avdelning')
  const code = parameters.required('avtal') + (part === null ? '' : `/${part}`)
  const agreement = stateAgreementCodes.word(code)
  const agreedAge = optional(parameters.find('pensionsalder'), readAge)
  const salary = optional(parameters.find('pensionsgrundande_lon_per_ar'), readDated(kronorPerYear))
  return {
    ...holding,
    kollektivavtal: agreement ?? holding.kollektivavtal,
    payoutTerms: agreedAge === 'not-reported' ? holding.payoutTerms : { ...holding.payoutTerms, agreedAge },
    reportedSalary: salary === 'not-reported' ? holding.reportedSalary : salary,
    unknownCodes:
      agreement === null ? [...holding.unknownCodes, { field: stateAgreementCodes.field, code }] : holding.unknownCodes,
  }
}

/** @throws UnreadableXml, ProviderError */
export const decodeSpv = (message: XmlElement, about: AnswerAbout): DecodedAnswer =>
  decodeMislife(message, about, { schema, extend: readParameters })
