/** What is added to the pension of a single person born before 1938 before the guarantee is counted. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const tillaggUnderlagGaranti: Parameter<'prisbasbelopp'> = {
  kind: 'dated',
  term: 'tillägg till underlaget före 1938',
  english: 'addition to the pension counted for the guarantee, born before 1938',
  unit: 'prisbasbelopp',
  holds: 'until-changed',
  values: [
    ...dated<'prisbasbelopp'>({ status: 'decided', source: 'SFB 66 kap., as tabled in Typfallsmodellen 4.8' }, [
      ['1990', '0'],
      ['2020', '0.051'],
      ['2022-08-01', '0.3'],
    ]),
  ],
}
