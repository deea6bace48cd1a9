/** How much longer than remaining life a lifelong payout with återbetalningsskydd is spread over. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const livslangdspaslag: Parameter<'years'> = {
  kind: 'dated',
  term: 'livslängdspåslag',
  english: 'years added to remaining life in a lifelong payout with repayment cover',
  unit: 'years',
  holds: 'until-changed',
  values: dated<'years'>(
    {
      status: 'assumed',
      source:
        'Alecta’s published payouts with repayment cover equal an annuity-certain of 24 years where remaining life is 22',
    },
    [['2022-11-01', '2']],
  ),
}
