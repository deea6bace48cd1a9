/** The pension age of the projection standard for a contract without an agreed age. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const standardpensionsalder: Parameter<'years'> = {
  kind: 'dated',
  term: 'standardpensionsålder',
  english: 'pension age of a contract that names none',
  unit: 'years',
  holds: 'until-changed',
  values: dated<'years'>(
    {
      status: 'decided',
      source:
        'Standard för pensionsprognoser, as revised in March 2022, in use from November 2022 (minPension, konsumenternas.se)',
    },
    [['2022-11-01', '65']],
  ),
}
