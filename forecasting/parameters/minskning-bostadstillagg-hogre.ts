/** How much of the counted income above one prisbasbelopp lowers bostadstillägg. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const minskningBostadstillaggHogre: Parameter<'share'> = {
  kind: 'dated',
  term: 'minskning av bostadstillägg över ett prisbasbelopp',
  english: 'fall of the housing supplement above one price base amount',
  unit: 'share',
  holds: 'until-changed',
  values: [
    ...dated<'share'>(
      { status: 'decided', source: 'SFB 101 kap.; lag (2001:761); levels as tabled in Typfallsmodellen 4.8' },
      [
        ['1995', '0.5'],
        ['2020', '0.62'],
      ],
    ),
  ],
}
