/** The yearly fee for administration of a premium-pension account. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const administrationsavgiftPremiepension: Parameter<'share'> = {
  kind: 'dated',
  term: 'administrationsavgift i premiepensionen',
  english: 'administration fee of the premium pension',
  unit: 'share',
  holds: 'until-changed',
  values: [
    ...dated<'share'>(
      { status: 'decided', source: 'Pensionsmyndigheten, yearly fees as tabled in Typfallsmodellen 4.8' },
      [
        ['1960', '0'],
        ['2000', '0.003'],
        ['2001', '0.003'],
        ['2002', '0.003'],
        ['2003', '0.003'],
        ['2004', '0.0027'],
        ['2005', '0.0022'],
        ['2006', '0.0016'],
        ['2007', '0.0016'],
        ['2008', '0.002'],
        ['2009', '0.0025'],
        ['2010', '0.0024'],
        ['2011', '0.0013656'],
        ['2012', '0.0012025'],
        ['2013', '0.0013699'],
        ['2014', '0.0014498'],
        ['2015', '0.0012826'],
        ['2016', '0.0011066'],
        ['2017', '0.0011916'],
        ['2018', '0.0013433'],
        ['2019', '0.0007045'],
        ['2020', '0.000857'],
        ['2021', '0.001422'],
        ['2022', '0.0005099'],
        ['2023', '0.0003128'],
        ['2024', '0.0002662'],
        ['2025', '0.0002511'],
      ],
    ),
    ...dated<'share'>(
      {
        status: 'assumed',
        source: 'Pensionsmyndigheten, Typfallsmodellen 4.8 (2026): returns from 2026 are net of fees',
      },
      [['2026', '0']],
    ),
  ],
}
