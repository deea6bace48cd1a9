/** What a defined benefit gains per month that it is drawn after its age. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const senareUttag: Parameter<'share/month'> = {
  kind: 'dated',
  term: 'senare uttag',
  english: 'increase of a defined benefit per month after its age',
  unit: 'share/month',
  holds: 'until-changed',
  values: dated<'share/month'>(
    { status: 'assumed', source: 'Typfallsmodellen 4.8 for ITP2; the insurers’ own factors are not published' },
    [['2022-11-01', '0.006']],
  ),
}
