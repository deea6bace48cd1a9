/** The months of postponement that raise a defined benefit, at most. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const langstaSenareUttag: Parameter<'months'> = {
  kind: 'dated',
  term: 'längsta senare uttag',
  english: 'longest postponement that raises a defined benefit',
  unit: 'months',
  holds: 'until-changed',
  values: dated<'months'>({ status: 'assumed', source: 'Typfallsmodellen 4.8 for ITP2: to age 70' }, [
    ['2022-11-01', '60'],
  ]),
}
