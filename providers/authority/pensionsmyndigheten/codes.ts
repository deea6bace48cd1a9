/** The codes of Pensionsmyndigheten's message, in one place: our own word, and the code on the wire. */
import type { PensionCredit, PensionRightYear, PublicComponent } from '#forecasting/model/holding.ts'
import { CodeTable } from '../../codes.ts'

export const pensionCreditCodes = new CodeTable<PensionCredit['kind']>('pgb/slag', {
  barnar: 'barnar',
  studier: 'studier',
  plikttjanst: 'plikttjanst',
  sjukersattning: 'sjukersattning',
})
export const rightStatusCodes = new CodeTable<PensionRightYear['status']>('intjanandear/status', {
  decided: 'beslutad',
  preliminary: 'preliminar',
})
export const publicComponentCodes = new CodeTable<PublicComponent>('utbetalning/slag', {
  inkomstpension: 'inkomstpension',
  premiepension: 'premiepension',
  tillaggspension: 'tillaggspension',
  garantipension: 'garantipension',
})
