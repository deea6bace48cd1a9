/** What each of a couple shall have left after tax and reasonable housing cost. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const skaligLevnadsnivaGift: Parameter<'prisbasbelopp'> = {
  kind: 'dated',
  term: 'skälig levnadsnivå, gift',
  english: 'reasonable standard of living, each of a couple',
  unit: 'prisbasbelopp',
  holds: 'until-changed',
  values: [
    ...dated<'prisbasbelopp'>(
      {
        status: 'assumed',
        source:
          'SFB 102 kap. 28 §: the relation of 2017 kept, 1.204 to 1.473 for a single person (SFS 2016:1292): 1.5357 · 1.204 / 1.473',
      },
      [['2022', '1.2552']],
    ),
  ],
}
