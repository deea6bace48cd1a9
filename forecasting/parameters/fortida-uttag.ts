/** What a defined benefit loses per month that it is drawn before its age. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const fortidaUttag: Parameter<'share/month'> = {
  kind: 'dated',
  term: 'förtida uttag',
  english: 'reduction of a defined benefit per month before its age',
  unit: 'share/month',
  holds: 'until-changed',
  values: dated<'share/month'>(
    { status: 'assumed', source: 'Typfallsmodellen 4.8 for ITP2; the insurers’ own factors are not published' },
    [['2022-11-01', '0.005']],
  ),
}
