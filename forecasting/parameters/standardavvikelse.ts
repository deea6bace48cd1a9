/** How much the return of one year varies: the standard deviation of a portfolio of 75 % shares and 25 % bonds. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const standardavvikelse: Parameter<'share'> = {
  kind: 'dated',
  term: 'standardavvikelse',
  english: 'standard deviation of the return of one year',
  unit: 'share',
  holds: 'until-changed',
  values: dated<'share'>(
    {
      status: 'assumed',
      source: 'Our own: 16 % a year of shares, 75 % of the portfolio; bonds are counted as without risk',
    },
    [['2022-11-01', '0.12']],
  ),
}
