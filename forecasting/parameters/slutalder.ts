/** The age to which payments are shown. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const slutalder: Parameter<'years'> = {
  kind: 'dated',
  term: 'slutålder',
  english: 'age at which a projection ends',
  unit: 'years',
  holds: 'until-changed',
  values: dated<'years'>(
    { status: 'assumed', source: 'Our own: the age to which Pensionsmyndigheten sums its delningstal' },
    [['2022-11-01', '105']],
  ),
}
