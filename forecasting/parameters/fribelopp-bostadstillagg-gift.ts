/** Income that does not lower bostadstillägg, for each of a couple. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const fribeloppBostadstillaggGift: Parameter<'prisbasbelopp'> = {
  kind: 'dated',
  term: 'fribelopp i bostadstillägg, gift',
  english: 'income that leaves the housing supplement whole, each of a couple',
  unit: 'prisbasbelopp',
  holds: 'until-changed',
  values: [
    ...dated<'prisbasbelopp'>({ status: 'decided', source: 'SFB 102 kap. 17-18 §§: the level of garantipension' }, [
      ['2020', '1.951'],
      ['2022-08-01', '2.2'],
    ]),
  ],
}
