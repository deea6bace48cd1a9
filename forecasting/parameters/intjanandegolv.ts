/** The lowest yearly income that earns a pension, in prisbasbelopp. Before 1999 it was one inkomstbasbelopp. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const intjanandegolv: Parameter<'prisbasbelopp'> = {
  kind: 'dated',
  term: 'intjänandegolv',
  english: 'lowest income that earns pension',
  unit: 'prisbasbelopp',
  holds: 'until-changed',
  values: dated<'prisbasbelopp'>(
    {
      status: 'decided',
      source:
        'Obligation to file a tax return, inkomstskattelagen; 22,208 in 2023 = 42.3 % of 52,500 (Pensionsmyndigheten)',
    },
    [
      ['1999', '0.24'],
      ['2001', '0.27'],
      ['2002', '0.293'],
      ['2003', '0.423'],
    ],
  ),
}
