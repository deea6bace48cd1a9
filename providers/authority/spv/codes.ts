/** SPV's names of the state agreements, in one place. */
import type { Kollektivavtal } from '#forecasting/model/holding.ts'
import { CodeTable } from '../../codes.ts'

export type StateAgreement = Extract<Kollektivavtal, 'PA03' | 'PA16-1' | 'PA16-2'>

/** Agreement and part together, as `avtal` or `avtal/avdelning`. */
export const stateAgreementCodes = new CodeTable<StateAgreement>('statlig_tjanstepension/avtal', {
  PA03: 'PA03',
  'PA16-1': 'PA16/1',
  'PA16-2': 'PA16/2',
})
