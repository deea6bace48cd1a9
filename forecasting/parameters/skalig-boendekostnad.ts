/** The highest housing cost that counts as reasonable, single person. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const skaligBoendekostnad: Parameter<'SEK/month'> = {
  kind: 'dated',
  term: 'skälig boendekostnad',
  english: 'reasonable housing cost, single',
  unit: 'SEK/month',
  holds: 'until-changed',
  values: [
    ...dated<'SEK/month'>({ status: 'decided', source: 'SFB 74 kap. 14 §; lag (2001:853)' }, [
      ['1995', '5200'],
      ['2001', '5700'],
      ['2005', '5870'],
      ['2006', '6050'],
      ['2010', '6200'],
      ['2017', '6620'],
      ['2020', '7500'],
    ]),
  ],
}
