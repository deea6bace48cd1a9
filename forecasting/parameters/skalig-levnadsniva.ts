/** What a single person shall have left after tax and reasonable housing cost. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const skaligLevnadsniva: Parameter<'prisbasbelopp'> = {
  kind: 'dated',
  term: 'skälig levnadsnivå',
  english: 'reasonable standard of living, single',
  unit: 'prisbasbelopp',
  holds: 'until-changed',
  values: [
    ...dated<'prisbasbelopp'>({ status: 'decided', source: 'SFB 74 kap. 16 §; lag (2001:853)' }, [
      ['1995', '1.294'],
      ['2009', '1.3546'],
      ['2012', '1.401'],
      ['2013', '1.4468'],
      ['2016', '1.473'],
      ['2018', '1.486'],
      ['2022', '1.5357'],
    ]),
  ],
}
