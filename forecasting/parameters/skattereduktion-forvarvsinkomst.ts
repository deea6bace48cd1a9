/** Tax reduction by taxable income, from 2021. */
import type { BracketParameter } from './parameter.ts'
import { brackets } from './parameter.ts'

export const skattereduktionForvarvsinkomst: BracketParameter = {
  kind: 'brackets',
  term: 'skattereduktion för förvärvsinkomst',
  english: 'tax reduction for earned income',
  unit: 'SEK',
  rows: [
    brackets({ status: 'decided', source: 'Inkomstskattelagen 67 kap. 33-35 §§' }, '1990', [[null, '0', '0']]),
    brackets({ status: 'decided', source: 'Inkomstskattelagen 67 kap. 33-35 §§' }, '2021', [
      ['40000', '0', '0'],
      ['240000', '-300', '0.0075'],
      [null, '1500', '0'],
    ]),
  ],
}
