/** The highest age that a choice of retirement age reaches to. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const senasteUttagsalder: Parameter<'years'> = {
  kind: 'dated',
  term: 'senaste uttagsålder',
  english: 'highest age a choice reaches to',
  unit: 'years',
  holds: 'until-changed',
  values: dated<'years'>({ status: 'assumed', source: 'Our own: the delningstal are published to 80 and more' }, [
    ['2022-11-01', '75'],
  ]),
}
