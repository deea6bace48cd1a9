/** What is added to the covered housing cost of those with garantipension age. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const extraBostadstillagg: Parameter<'SEK/month'> = {
  kind: 'dated',
  term: 'tillägg till ersatt boendekostnad',
  english: 'addition to the covered housing cost',
  unit: 'SEK/month',
  holds: 'until-changed',
  values: [
    ...dated<'SEK/month'>(
      { status: 'decided', source: 'SFB 101 kap.; lag (2001:761); levels as tabled in Typfallsmodellen 4.8' },
      [
        ['1995', '0'],
        ['2012', '340'],
        ['2022', '540'],
        ['2022-08-01', '840'],
      ],
    ),
  ],
}
