/** Taxable income above which the higher state tax was paid, 1995 to 2019. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const ovreSkiktgrans: Parameter<'SEK'> = {
  kind: 'dated',
  term: 'övre skiktgräns',
  english: 'taxable income above which the higher state tax was paid',
  unit: 'SEK',
  holds: 'one-year',
  values: [
    ...dated<'SEK'>(
      {
        status: 'decided',
        source: 'Inkomstskattelagen 65 kap. 5 § in force to 2019; amounts published by Skatteverket',
      },
      [
        ['1995', '338000'],
        ['1996', '346400'],
        ['1997', '354800'],
        ['1998', '362200'],
        ['1999', '371000'],
        ['2000', '382100'],
        ['2001', '400200'],
        ['2002', '415600'],
        ['2003', '430800'],
        ['2004', '441300'],
        ['2005', '450500'],
        ['2006', '460600'],
        ['2007', '476700'],
        ['2008', '495000'],
        ['2009', '526200'],
        ['2010', '532700'],
        ['2011', '548300'],
        ['2012', '574300'],
        ['2013', '591600'],
        ['2014', '602600'],
        ['2015', '616100'],
        ['2016', '625800'],
        ['2017', '638500'],
        ['2018', '662300'],
        ['2019', '689300'],
      ],
    ),
  ],
}
