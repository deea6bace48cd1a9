/** The index that moves pension rights while balancing is on. None before 2010. */
import type { Parameter } from './parameter.ts'
import { constantYears, dated } from './parameter.ts'

export const balansindex: Parameter<'1999 = 100'> = {
  kind: 'dated',
  term: 'balansindex',
  english: 'balance index',
  unit: '1999 = 100',
  holds: 'one-year',
  values: [
    ...dated<'1999 = 100'>(
      {
        status: 'decided',
        source: 'SFB 58 kap. 20-25 §§; published by Pensionsmyndigheten, since 2018 equal to inkomstindex',
      },
      [
        ['2010', '137.31'],
        ['2011', '133.56'],
        ['2012', '140.45'],
        ['2013', '148.53'],
        ['2014', '146.84'],
        ['2015', '150.55'],
        ['2016', '159.37'],
        ['2017', '166.39'],
        ['2018', '170.73'],
        ['2019', '175.96'],
        ['2020', '182.58'],
        ['2021', '186.52'],
        ['2022', '194.19'],
        ['2023', '203.13'],
        ['2024', '208.41'],
        ['2025', '220.23'],
        ['2026', '228.08'],
      ],
    ),
    ...constantYears<'1999 = 100'>(
      {
        status: 'projected',
        source: 'Held at the level of 2026: fixed prices and zero income growth (prognosstandarden)',
      },
      { first: 2027, last: 2120 },
      '228.08',
    ),
  ],
}
