/** The basic allowance by income, both in prisbasbelopp. */
import type { BracketParameter } from './parameter.ts'
import { brackets } from './parameter.ts'

export const grundavdrag: BracketParameter = {
  kind: 'brackets',
  term: 'grundavdrag',
  english: 'basic allowance',
  unit: 'prisbasbelopp',
  rows: [
    brackets({ status: 'decided', source: 'Inkomstskattelagen 63 kap. 3 §' }, '1990', [
      ['1.86', '0.25', '0'],
      ['2.89', '-0.215', '0.25'],
      ['3.04', '0.5075', '0'],
      ['5.615', '0.8115', '-0.1'],
      [null, '0.25', '0'],
    ]),
    brackets({ status: 'decided', source: 'Inkomstskattelagen 63 kap. 3 §' }, '1996', [
      ['1.86', '0.24', '0'],
      ['2.89', '-0.225', '0.25'],
      ['3.04', '0.4975', '0'],
      ['5.615', '0.8015', '-0.1'],
      [null, '0.24', '0'],
    ]),
    brackets({ status: 'decided', source: 'Inkomstskattelagen 63 kap. 3 §' }, '2001', [
      ['1.86', '0.27', '0'],
      ['2.89', '-0.195', '0.25'],
      ['3.04', '0.5275', '0'],
      ['5.615', '0.8315', '-0.1'],
      [null, '0.27', '0'],
    ]),
    brackets({ status: 'decided', source: 'Inkomstskattelagen 63 kap. 3 §' }, '2003', [
      ['1.49', '0.423', '0'],
      ['2.72', '0.125', '0.2'],
      ['3.11', '0.67', '0'],
      ['6.87', '0.981', '-0.1'],
      [null, '0.293', '0'],
    ]),
    brackets({ status: 'decided', source: 'Inkomstskattelagen 63 kap. 3 §' }, '2005', [
      ['1.185', '0.423', '0'],
      ['2.72', '0.186', '0.2'],
      ['3.11', '0.73', '0'],
      ['7.48', '1.041', '-0.1'],
      [null, '0.293', '0'],
    ]),
    brackets({ status: 'decided', source: 'Inkomstskattelagen 63 kap. 3 §' }, '2006', [
      ['0.99', '0.423', '0'],
      ['2.72', '0.225', '0.2'],
      ['3.11', '0.77', '0'],
      ['7.88', '1.081', '-0.1'],
      [null, '0.293', '0'],
    ]),
  ],
}
