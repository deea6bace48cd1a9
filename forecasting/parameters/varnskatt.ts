/** State tax added above övre skiktgräns, 1995 to 2019. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const varnskatt: Parameter<'share'> = {
  kind: 'dated',
  term: 'värnskatt',
  english: 'higher state income tax, added to the first',
  unit: 'share',
  holds: 'until-changed',
  values: [
    ...dated<'share'>({ status: 'decided', source: 'Inkomstskattelagen 65 kap. 5 §, abolished from 2020' }, [
      ['1990', '0'],
      ['1995', '0.05'],
      ['2020', '0'],
    ]),
  ],
}
