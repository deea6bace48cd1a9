/** The share of tjänstepension that counts as income in bostadstillägg. From 2020 of all pension but garantipension. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const tjanstepensionIBostadstillagg: Parameter<'share'> = {
  kind: 'dated',
  term: 'tjänstepension i bostadstillägg',
  english: 'share of occupational pension counted as income',
  unit: 'share',
  holds: 'until-changed',
  values: [
    ...dated<'share'>(
      { status: 'decided', source: 'SFB 101 kap.; lag (2001:761); levels as tabled in Typfallsmodellen 4.8' },
      [
        ['1995', '0.8'],
        ['2020', '0.93'],
      ],
    ),
  ],
}
