/** What is added to the guaranteed amount of those born before 1938. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const tillaggGarantibelopp: Parameter<'prisbasbelopp'> = {
  kind: 'dated',
  term: 'tillägg till garantibeloppet före 1938',
  english: 'addition to the guaranteed amount, born before 1938',
  unit: 'prisbasbelopp',
  holds: 'until-changed',
  values: [
    ...dated<'prisbasbelopp'>({ status: 'decided', source: 'SFB 66 kap., as tabled in Typfallsmodellen 4.8' }, [
      ['1990', '0'],
      ['2020', '0.051'],
    ]),
  ],
}
