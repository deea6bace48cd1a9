import type { TFunction } from 'i18next'
import type { ContractView } from '#server/services/api.ts'
import type { Texts } from '../../texts/sv/index.ts'

type Agreement = keyof Texts['overview']['agreement']
const agreements: Readonly<Record<Agreement, true>> = {
  ITP1: true,
  ITP2: true,
  ITPK: true,
  'SAF-LO': true,
  'AKAP-KR': true,
  'KAP-KL': true,
  'PA16-1': true,
  'PA16-2': true,
  PA03: true,
  BTP1: true,
  BTP2: true,
  FTP: true,
  KTP: true,
  other: true,
  'arbetar-ITP1': true,
  'arbetar-ITP2': true,
  'arbetar-SAF-LO': true,
  'arbetar-AKAP-KR': true,
  'arbetar-KAP-KL': true,
  'arbetar-PA16-1': true,
  'arbetar-PA16-2': true,
}
const isAgreement = (code: string): code is Agreement => Object.hasOwn(agreements, code)

/** @returns the agreement, or what is assumed of it, in words; a code we have no word for is shown as it is. */
export const agreementName = (code: string, t: TFunction): string =>
  isAgreement(code) ? t(`overview.agreement.${code}`) : code

/** What the contract is called on the page; the public pension has no product name of its own. */
export function contractName(
  { pillar, label, providerName }: Pick<ContractView, 'pillar' | 'label' | 'providerName'>,
  t: TFunction,
): string {
  if (pillar === 'allman-pension') return t('overview.pillar.allman-pension')
  return label === '' ? t('overview.contracts.fallbackLabel', { provider: providerName }) : agreementName(label, t)
}
