/** The special amount by work income, both in prisbasbelopp: less the basic allowance and times kommunalskatt it is the credit of those not yet older. */
import type { BracketParameter } from './parameter.ts'
import { brackets } from './parameter.ts'

export const jobbskatteavdrag: BracketParameter = {
  kind: 'brackets',
  term: 'jobbskatteavdrag',
  english: 'special amount of the job tax credit',
  unit: 'prisbasbelopp',
  rows: [
    brackets({ status: 'decided', source: 'Inkomstskattelagen 67 kap. 5-9 §§' }, '1990', [[null, '0', '0']]),
    brackets({ status: 'decided', source: 'Inkomstskattelagen 67 kap. 7 §' }, '2007', [
      ['0.79', '0', '1'],
      ['2.72', '0.632', '0.2'],
      [null, '1.176', '0'],
    ]),
    brackets({ status: 'decided', source: 'Inkomstskattelagen 67 kap. 7 §' }, '2008', [
      ['0.91', '0', '1'],
      ['2.72', '0.728', '0.2'],
      ['7', '1.18224', '0.033'],
      [null, '1.413', '0'],
    ]),
    brackets({ status: 'decided', source: 'Inkomstskattelagen 67 kap. 7 §' }, '2009', [
      ['0.91', '0', '1'],
      ['2.72', '0.63336', '0.304'],
      ['7', '1.2026', '0.095'],
      [null, '1.868', '0'],
    ]),
    brackets({ status: 'decided', source: 'Inkomstskattelagen 67 kap. 7 §' }, '2012', [
      ['0.91', '0', '1'],
      ['2.94', '0.60788', '0.332'],
      ['8.08', '1.25766', '0.111'],
      [null, '2.155', '0'],
    ]),
    brackets({ status: 'decided', source: 'Inkomstskattelagen 67 kap. 7 §' }, '2015', [
      ['0.91', '0', '1'],
      ['2.94', '0.60788', '0.332'],
      ['8.08', '1.25766', '0.111'],
      ['13.54', '2.155', '0'],
      [null, '2.5612', '-0.03'],
    ]),
    brackets({ status: 'decided', source: 'Inkomstskattelagen 67 kap. 7 §' }, '2019', [
      ['0.91', '0', '1'],
      ['3.24', '0.600145', '0.3405'],
      ['8.08', '1.28828', '0.128'],
      ['13.54', '2.323', '0'],
      [null, '2.7292', '-0.03'],
    ]),
    brackets({ status: 'decided', source: 'Inkomstskattelagen 67 kap. 7 §' }, '2022', [
      ['0.91', '0', '1'],
      ['3.24', '0.557466', '0.3874'],
      ['8.08', '1.39728', '0.128'],
      ['13.54', '2.432', '0'],
      [null, '2.8382', '-0.03'],
    ]),
    brackets({ status: 'decided', source: 'Inkomstskattelagen 67 kap. 7 §' }, '2024', [
      ['0.91', '0', '1'],
      ['3.24', '0.557466', '0.3874'],
      ['8.08', '1.280668', '0.1643'],
      ['13.54', '2.608', '0'],
      [null, '3.0142', '-0.03'],
    ]),
    brackets({ status: 'decided', source: 'Inkomstskattelagen 67 kap. 7 §' }, '2025', [
      ['0.91', '0', '1'],
      ['3.24', '0.557466', '0.3874'],
      ['8.08', '1.16824', '0.199'],
      [null, '2.776', '0'],
    ]),
    brackets({ status: 'decided', source: 'Inkomstskattelagen 67 kap. 7 §' }, '2026', [
      ['0.91', '0', '1'],
      ['3.24', '0.557466', '0.3874'],
      ['8.08', '0.99976', '0.251'],
      [null, '3.027', '0'],
    ]),
  ],
}
