/** How many standard deviations the low and high market lie from the expected one. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const percentilavstand: Parameter<'deviations'> = {
  kind: 'dated',
  term: 'percentilavstånd',
  english: 'standard deviations from the mean to the 5th and 95th percentile',
  unit: 'deviations',
  holds: 'until-changed',
  values: dated<'deviations'>(
    {
      status: 'assumed',
      source: 'The 5th and 95th percentile of a normal distribution',
    },
    [['2022-11-01', '1.645']],
  ),
}
