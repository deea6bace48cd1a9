/** The credit of the older by work income, both in kronor, to 2023. */
import type { BracketParameter } from './parameter.ts'
import { brackets } from './parameter.ts'

export const jobbskatteavdragAldreKronor: BracketParameter = {
  kind: 'brackets',
  term: 'jobbskatteavdrag för äldre till 2023',
  english: 'job tax credit of the older to 2023',
  unit: 'SEK',
  rows: [
    brackets({ status: 'decided', source: 'Inkomstskattelagen 67 kap. 8 §' }, '1990', [[null, '0', '0']]),
    brackets({ status: 'decided', source: 'Inkomstskattelagen 67 kap. 8 §' }, '2009', [
      ['100000', '0', '0.2'],
      ['300000', '15000', '0.05'],
      [null, '30000', '0'],
    ]),
    brackets({ status: 'decided', source: 'Inkomstskattelagen 67 kap. 8 §' }, '2015', [
      ['100000', '0', '0.2'],
      ['300000', '15000', '0.05'],
      ['600000', '30000', '0'],
      [null, '60000', '-0.05'],
    ]),
    brackets({ status: 'decided', source: 'Inkomstskattelagen 67 kap. 8 §' }, '2023', [
      ['100000', '0', '0.22'],
      ['300000', '15000', '0.07'],
      ['600000', '36000', '0'],
      [null, '54000', '-0.03'],
    ]),
  ],
}
