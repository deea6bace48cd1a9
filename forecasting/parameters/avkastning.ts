/** The return of the projection standard before payout, before tax and fees, the same for every product. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const avkastning: Parameter<'share'> = {
  kind: 'dated',
  term: 'avkastning',
  english: 'yearly return before payout, above income growth',
  unit: 'share',
  holds: 'until-changed',
  values: dated<'share'>(
    {
      status: 'decided',
      source:
        'Standard för pensionsprognoser, as revised in March 2022, in use from November 2022 (minPension, konsumenternas.se)',
    },
    [['2022-11-01', '0.019']],
  ),
}
