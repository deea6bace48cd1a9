/** Wealth that does not lower bostadstillägg, for each person. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const fribeloppFormogenhet: Parameter<'SEK'> = {
  kind: 'dated',
  term: 'fribelopp för förmögenhet',
  english: 'wealth that leaves the housing supplement whole',
  unit: 'SEK',
  holds: 'until-changed',
  values: [
    ...dated<'SEK'>({ status: 'decided', source: 'SFB 102 kap.; level as tabled in Typfallsmodellen 4.8' }, [
      ['2023', '100000'],
    ]),
  ],
}
