/** Income that does not lower bostadstillägg, single person. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const fribeloppBostadstillagg: Parameter<'prisbasbelopp'> = {
  kind: 'dated',
  term: 'fribelopp i bostadstillägg',
  english: 'income that leaves the housing supplement whole, single',
  unit: 'prisbasbelopp',
  holds: 'until-changed',
  values: [
    ...dated<'prisbasbelopp'>(
      { status: 'decided', source: 'SFB 101 kap.; lag (2001:761); levels as tabled in Typfallsmodellen 4.8' },
      [
        ['1995', '2.17'],
        ['2020', '2.181'],
        ['2022-08-01', '2.43'],
      ],
    ),
  ],
}
