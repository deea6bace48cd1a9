/** Which rules pay the occupational pension of each agreement. */
import type { Departures } from '../departures.ts'
import type { LawReader } from '../law.ts'
import type { KronorPerYear } from '../model/quantity.ts'
import { kronorPerYear } from '../model/quantity.ts'
import { premiumAkapKr } from '../rules/akap-kr/index.ts'
import { premiumItp1 } from '../rules/itp1/index.ts'
import { benefitItp2, premiumItpk } from '../rules/itp2/index.ts'
import { benefitKapKl, premiumKapKl } from '../rules/kap-kl/index.ts'
import { benefitPa03, premiumPa16Avdelning1, premiumPa16Avdelning2 } from '../rules/pa16/index.ts'
import { benefitStp, premiumSafLo } from '../rules/saf-lo/index.ts'
import type { PremiumYear, Service } from '../rules/tjanstepension/index.ts'
import type { TypfallAgreement } from './input.ts'

type Premium = (year: PremiumYear, law: LawReader, departures: Departures) => KronorPerYear
type Benefit = (
  service: Service & { readonly tillaggspension: KronorPerYear },
  law: LawReader,
  departures: Departures,
) => KronorPerYear

const none = () => kronorPerYear(0)

export const rulesOf: Readonly<Record<TypfallAgreement, { readonly premium: Premium; readonly benefit: Benefit }>> = {
  none: { premium: none, benefit: none },
  ITP1: { premium: premiumItp1, benefit: none },
  ITP2: { premium: premiumItpk, benefit: benefitItp2 },
  'SAF-LO': { premium: premiumSafLo, benefit: benefitStp },
  'KAP-KL': { premium: premiumKapKl, benefit: benefitKapKl },
  'AKAP-KR': { premium: premiumAkapKr, benefit: benefitKapKl },
  'PA16-2': { premium: premiumPa16Avdelning2, benefit: benefitPa03 },
  'PA16-1': { premium: premiumPa16Avdelning1, benefit: none },
}
