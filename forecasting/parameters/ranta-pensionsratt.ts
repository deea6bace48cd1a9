/** Interest on a premium-pension right from the income year to the year it is placed in, by that year. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const rantaPensionsratt: Parameter<'share'> = {
  kind: 'dated',
  term: 'ränta på pensionsrätt',
  english: 'interest on a premium-pension right before it is placed',
  unit: 'share',
  holds: 'until-changed',
  values: [
    ...dated<'share'>(
      {
        status: 'decided',
        source:
          'Riksgälden, interest from the income year until the right is placed, as tabled in Typfallsmodellen 4.8',
      },
      [
        ['1960', '0'],
        ['1996', '0.223'],
        ['1997', '0.169'],
        ['1998', '0.118'],
        ['1999', '0.065'],
        ['2000', '0.078'],
        ['2001', '0.063'],
        ['2002', '0.066'],
        ['2003', '0.052'],
        ['2004', '0.046'],
        ['2005', '0.045'],
        ['2006', '0.059'],
        ['2007', '0.066'],
        ['2008', '0.03699'],
        ['2009', '0.01991'],
        ['2010', '0.04505'],
        ['2011', '0.02939'],
        ['2012', '0.03983'],
        ['2013', '0.02732'],
        ['2014', '0.02259'],
        ['2015', '0.01491'],
        ['2016', '0.01081'],
        ['2017', '0.00914'],
        ['2018', '0.00908'],
        ['2019', '0.0094'],
        ['2020', '0.00706'],
        ['2021', '0.01072'],
        ['2022', '0.02707'],
        ['2023', '0.03606'],
        ['2024', '0.02729'],
      ],
    ),
    ...dated<'share'>({ status: 'assumed', source: 'Pensionsmyndigheten, Typfallsmodellen 4.8 (2026)' }, [
      ['2025', '0.01'],
    ]),
  ],
}
