/** The highest income that allmän pensionsavgift is taken on, in inkomstbasbelopp. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const avgiftstak: Parameter<'inkomstbasbelopp'> = {
  kind: 'dated',
  term: 'avgiftstak',
  english: 'ceiling of the general pension fee',
  unit: 'inkomstbasbelopp',
  holds: 'until-changed',
  values: dated<'inkomstbasbelopp'>({ status: 'decided', source: 'Lag (1994:1744) om allmän pensionsavgift' }, [
    ['1960', '7.5'],
    ['1999', '8.06'],
    ['2000', '8.07'],
  ]),
}
