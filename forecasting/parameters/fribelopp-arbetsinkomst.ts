/** Income from work that does not lower bostadstillägg. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const fribeloppArbetsinkomst: Parameter<'SEK/year'> = {
  kind: 'dated',
  term: 'fribelopp för arbetsinkomst',
  english: 'income from work that leaves the housing supplement whole',
  unit: 'SEK/year',
  holds: 'until-changed',
  values: [
    ...dated<'SEK/year'>({ status: 'decided', source: 'SFB 102 kap.; level as tabled in Typfallsmodellen 4.8' }, [
      ['2023', '24000'],
    ]),
  ],
}
