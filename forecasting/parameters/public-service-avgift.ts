/** The fee for public service on taxable income, from 2019. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const publicServiceAvgift: Parameter<'share'> = {
  kind: 'dated',
  term: 'public service-avgift',
  english: 'public service fee',
  unit: 'share',
  holds: 'until-changed',
  values: [
    ...dated<'share'>(
      { status: 'decided', source: 'Lag (2018:1893) om finansiering av radio och tv i allmänhetens tjänst' },
      [
        ['1990', '0'],
        ['2019', '0.01'],
      ],
    ),
  ],
}
