/** The highest pensionable income, in inkomstbasbelopp. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const intjanandetak: Parameter<'inkomstbasbelopp'> = {
  kind: 'dated',
  term: 'intjänandetak',
  english: 'ceiling of pensionable income',
  unit: 'inkomstbasbelopp',
  holds: 'until-changed',
  values: dated<'inkomstbasbelopp'>(
    { status: 'decided', source: 'SFB 60 kap.; highest PGI 483,000 in 2019 = 7.5 x 64,400' },
    [['1960', '7.5']],
  ),
}
