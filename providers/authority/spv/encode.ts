/** State occupational pensions to SPV's message: a mislife whose contracts carry the parameters of PA 03 and PA 16. */
import type { ContractHolding, Kollektivavtal } from '#forecasting/model/holding.ts'
import type { InsuredPerson } from '../../mis/encode.ts'
import { encodeMislife } from '../../mis/v2/encode.ts'
import type { Transfer } from '../../schema/typer.ts'
import { ageElement, datedAmount, reported } from '../../schema/typer.ts'
import type { Xml } from '../../xml/write.ts'
import { element, leaf } from '../../xml/write.ts'
import type { StateAgreement } from './codes.ts'
import { stateAgreementCodes } from './codes.ts'

export const spvNamespace = 'urn:samlad-pension:spv:1'

const isStateAgreement = (agreement: Kollektivavtal | 'not-reported'): agreement is StateAgreement =>
  agreement === 'PA03' || agreement === 'PA16-1' || agreement === 'PA16-2'

function parameters(agreement: StateAgreement, holding: ContractHolding): Xml {
  const [name = '', part] = stateAgreementCodes.code(agreement).split('/')
  return element(
    'statlig_tjanstepension',
    [
      leaf('avtal', name),
      part === undefined ? null : leaf('avdelning', part),
      reported(holding.payoutTerms.agreedAge, ageElement('pensionsalder')),
      reported(holding.reportedSalary, datedAmount('pensionsgrundande_lon_per_ar')),
    ],
    { xmlns: spvNamespace },
  )
}

/** What the parameters say is said there alone. */
const withoutParameters = (holding: ContractHolding): ContractHolding => ({
  ...holding,
  kollektivavtal: 'not-reported',
  reportedSalary: 'not-reported',
  payoutTerms: { ...holding.payoutTerms, agreedAge: 'not-reported' },
})

/** A whole message; a contract under another agreement goes as plain MIS. */
export function encodeSpv({
  holdings,
  ...rest
}: Transfer & { readonly person: InsuredPerson; readonly holdings: readonly ContractHolding[] }): Xml {
  const extensions = new Map<ContractHolding, Xml>()
  const contracts = holdings.map((holding) => {
    if (!isStateAgreement(holding.kollektivavtal)) return holding
    const plain = withoutParameters(holding)
    extensions.set(plain, parameters(holding.kollektivavtal, holding))
    return plain
  })
  return encodeMislife({ ...rest, holdings: contracts, extend: (holding) => extensions.get(holding) ?? null })
}
