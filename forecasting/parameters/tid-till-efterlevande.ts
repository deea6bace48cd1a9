/** How long what is saved is paid to the survivors when the saver dies before the payout. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const tidTillEfterlevande: Parameter<'years'> = {
  kind: 'dated',
  term: 'tid till efterlevande',
  english: 'years over which repayment cover is paid',
  unit: 'years',
  holds: 'until-changed',
  values: dated<'years'>(
    {
      status: 'assumed',
      source: 'Our own: five years, as the agreements usually have it; the contract’s own terms are not reported',
    },
    [['2022-11-01', '5']],
  ),
}
