/** Riktålder by the calendar year it is used in. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const riktalderForAret: Parameter<'years'> = {
  kind: 'dated',
  term: 'riktålder för året',
  english: 'target retirement age by calendar year',
  unit: 'years',
  holds: 'until-changed',
  values: [
    ...dated<'years'>({ status: 'decided', source: 'SFB 2 kap. 10 a-10 d §§' }, [
      ['1990', '65'],
      ['2023', '66'],
      ['2026', '67'],
    ]),
    ...dated<'years'>({ status: 'projected', source: 'Pensionsmyndigheten, Typfallsmodellen 4.8 (2026)' }, [
      ['2038', '68'],
      ['2051', '69'],
      ['2068', '70'],
    ]),
  ],
}
