/** What is left of an income-pension balance after the year’s cost of administration. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const kostnadsfaktorInkomstpension: Parameter<'share'> = {
  kind: 'dated',
  term: 'kostnadsfaktor för inkomstpension',
  english: 'share of the income pension left after cost',
  unit: 'share',
  holds: 'until-changed',
  values: [
    ...dated<'share'>(
      { status: 'decided', source: 'SFB 58 kap. and 62 kap. 43 §; yearly factors as tabled in Typfallsmodellen 4.8' },
      [
        ['1958', '1'],
        ['1999', '0.999842'],
        ['2000', '0.999544'],
        ['2001', '0.999641'],
        ['2002', '0.999479'],
        ['2003', '0.999516'],
        ['2004', '0.999396'],
        ['2005', '0.999491'],
        ['2006', '0.999688'],
        ['2007', '0.99956'],
        ['2008', '0.999774'],
        ['2009', '0.999811'],
        ['2010', '0.999657'],
        ['2011', '0.99966'],
        ['2012', '0.9997'],
        ['2013', '0.999693'],
        ['2014', '0.999674'],
        ['2015', '0.999716'],
        ['2016', '0.999698'],
        ['2017', '0.999695'],
        ['2018', '0.99969'],
        ['2019', '0.999712'],
        ['2020', '0.999695'],
        ['2021', '0.999668'],
        ['2022', '0.999674'],
        ['2023', '0.999665'],
        ['2024', '0.999655'],
        ['2025', '0.9997489'],
      ],
    ),
  ],
}
