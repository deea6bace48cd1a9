/** The yearly fund fee after rebate taken when the agency reports no fee of the funds. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const standardfondavgift: Parameter<'share'> = {
  kind: 'dated',
  term: 'standardfondavgift',
  english: 'yearly premium-pension fund fee when none is reported',
  unit: 'share',
  holds: 'until-changed',
  values: dated<'share'>(
    {
      status: 'assumed',
      source: 'Average fund fee after rebate in the projections of Pensionsmyndigheten, Typfallsmodellen 4.8',
    },
    [['2022-11-01', '0.0014']],
  ),
}
