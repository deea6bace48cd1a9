/** The fee of members of the Church of Sweden, mean of the country; a parish sets its own. */
import type { Parameter } from './parameter.ts'
import { constantYears, dated } from './parameter.ts'

export const kyrkoavgift: Parameter<'share'> = {
  kind: 'dated',
  term: 'kyrkoavgift',
  english: 'church fee',
  unit: 'share',
  holds: 'one-year',
  values: [
    ...dated<'share'>({ status: 'decided', source: 'SCB, mean of the country' }, [
      ['2025', '0.0131'],
      ['2026', '0.0132'],
    ]),
    ...constantYears<'share'>(
      {
        status: 'projected',
        source: 'Held at the level of 2026: fixed prices and zero income growth (prognosstandarden)',
      },
      { first: 2027, last: 2120 },
      '0.0132',
    ),
  ],
}
