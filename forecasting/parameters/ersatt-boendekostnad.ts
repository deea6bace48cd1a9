/** Housing cost per month that bostadstillägg covers, by the cost, single person. */
import type { BracketParameter } from './parameter.ts'
import { brackets } from './parameter.ts'

export const ersattBoendekostnad: BracketParameter = {
  kind: 'brackets',
  term: 'ersatt boendekostnad',
  english: 'housing cost covered for a single person',
  unit: 'SEK/month',
  rows: [
    brackets(
      { status: 'decided', source: 'SFB 101 kap.; lag (2001:761); levels as tabled in Typfallsmodellen 4.8' },
      '1995',
      [
        ['3900', '0', '0.85'],
        [null, '3315', '0'],
      ],
    ),
    brackets(
      { status: 'decided', source: 'SFB 101 kap.; lag (2001:761); levels as tabled in Typfallsmodellen 4.8' },
      '1999',
      [
        ['3900', '0', '0.9'],
        [null, '3510', '0'],
      ],
    ),
    brackets(
      { status: 'decided', source: 'SFB 101 kap.; lag (2001:761); levels as tabled in Typfallsmodellen 4.8' },
      '2000',
      [
        ['3900', '0', '0.85'],
        [null, '3315', '0'],
      ],
    ),
    brackets(
      { status: 'decided', source: 'SFB 101 kap.; lag (2001:761); levels as tabled in Typfallsmodellen 4.8' },
      '2001',
      [
        ['4500', '0', '0.9'],
        [null, '4050', '0'],
      ],
    ),
    brackets(
      { status: 'decided', source: 'SFB 101 kap.; lag (2001:761); levels as tabled in Typfallsmodellen 4.8' },
      '2002',
      [
        ['4500', '0', '0.91'],
        [null, '4095', '0'],
      ],
    ),
    brackets(
      { status: 'decided', source: 'SFB 101 kap.; lag (2001:761); levels as tabled in Typfallsmodellen 4.8' },
      '2004',
      [
        ['4670', '0', '0.91'],
        [null, '4249.7', '0'],
      ],
    ),
    brackets(
      {
        status: 'assumed',
        source:
          'SFB 101 kap.; lag (2001:761); levels as tabled in Typfallsmodellen 4.8; mean of the year, half of it at 91 and half at 93 %',
      },
      '2006',
      [
        ['4850', '0', '0.92'],
        [null, '4462', '0'],
      ],
    ),
    brackets(
      { status: 'decided', source: 'SFB 101 kap.; lag (2001:761); levels as tabled in Typfallsmodellen 4.8' },
      '2007',
      [
        ['5000', '0', '0.93'],
        [null, '4650', '0'],
      ],
    ),
    brackets(
      {
        status: 'decided',
        source:
          'SFB 101 kap.; lag (2001:761); levels as tabled in Typfallsmodellen 4.8; mean of the year, 93 % for eight months and 95 % for four',
      },
      '2015',
      [
        ['5000', '0', '0.936666666666666666'],
        [null, '4683.33333333333333', '0'],
      ],
    ),
    brackets(
      { status: 'decided', source: 'SFB 101 kap.; lag (2001:761); levels as tabled in Typfallsmodellen 4.8' },
      '2016',
      [
        ['5000', '0', '0.95'],
        [null, '4750', '0'],
      ],
    ),
    brackets(
      { status: 'decided', source: 'SFB 101 kap.; lag (2001:761); levels as tabled in Typfallsmodellen 4.8' },
      '2018',
      [
        ['5000', '0', '0.96'],
        ['5600', '1300', '0.7'],
        [null, '5220', '0'],
      ],
    ),
    brackets(
      { status: 'decided', source: 'SFB 101 kap.; lag (2001:761); levels as tabled in Typfallsmodellen 4.8' },
      '2020',
      [
        ['3000', '0', '1'],
        ['5000', '300', '0.9'],
        ['7000', '1300', '0.7'],
        [null, '6200', '0'],
      ],
    ),
    brackets(
      { status: 'decided', source: 'SFB 101 kap.; lag (2001:761); levels as tabled in Typfallsmodellen 4.8' },
      '2022',
      [
        ['3000', '0', '1'],
        ['5000', '300', '0.9'],
        ['7000', '1300', '0.7'],
        ['7500', '2700', '0.5'],
        [null, '6450', '0'],
      ],
    ),
  ],
}
