/** The yield tax of the projection standard, as a share of capital a year; premiepension pays none. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const avkastningsskatt: Parameter<'share'> = {
  kind: 'dated',
  term: 'avkastningsskatt',
  english: 'yearly yield tax on pension capital',
  unit: 'share',
  holds: 'until-changed',
  values: dated<'share'>(
    {
      status: 'decided',
      source:
        'Standard för pensionsprognoser, as revised in March 2022, in use from November 2022 (minPension, konsumenternas.se)',
    },
    [['2022-11-01', '0.0038']],
  ),
}
