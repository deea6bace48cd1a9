/** How much of the counted income lowers bostadstillägg. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const minskningBostadstillagg: Parameter<'share'> = {
  kind: 'dated',
  term: 'minskning av bostadstillägg',
  english: 'fall of the housing supplement per krona of income',
  unit: 'share',
  holds: 'until-changed',
  values: [
    ...dated<'share'>(
      { status: 'decided', source: 'SFB 101 kap.; lag (2001:761); levels as tabled in Typfallsmodellen 4.8' },
      [['1995', '0.62']],
    ),
  ],
}
