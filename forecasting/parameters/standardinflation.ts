/** The inflation that amounts in the money of each year are shown with; the projection standard itself counts in fixed prices. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const standardinflation: Parameter<'share'> = {
  kind: 'dated',
  term: 'standardinflation',
  english: 'yearly inflation for amounts in the money of each year',
  unit: 'share',
  holds: 'until-changed',
  values: dated<'share'>(
    {
      status: 'decided',
      source:
        'Standard för pensionsprognoser, as revised in March 2022: the inflation behind its nominal returns (konsumenternas.se)',
    },
    [['2022-11-01', '0.02']],
  ),
}
