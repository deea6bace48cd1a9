/** The level that särskilt bostadstillägg counts at least as income for those born before 1938, single. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const garantinivaFodd1937: Parameter<'prisbasbelopp'> = {
  kind: 'dated',
  term: 'garantinivå för födda före 1938',
  english: 'guarantee level of those born before 1938, single',
  unit: 'prisbasbelopp',
  holds: 'until-changed',
  values: [
    ...dated<'prisbasbelopp'>(
      { status: 'decided', source: 'SFB 66 kap. and 103 kap., as tabled in Typfallsmodellen 4.8' },
      [
        ['1990', '2.13'],
        ['2008', '2.17'],
        ['2020', '2.221'],
        ['2023', '2.47'],
      ],
    ),
  ],
}
