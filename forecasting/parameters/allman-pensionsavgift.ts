/** The fee on income that is taken before pensionable income is counted. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const allmanPensionsavgift: Parameter<'share'> = {
  kind: 'dated',
  term: 'allmän pensionsavgift',
  english: 'general pension fee',
  unit: 'share',
  holds: 'until-changed',
  values: dated<'share'>({ status: 'decided', source: 'Lag (1994:1744) om allmän pensionsavgift' }, [
    ['1960', '0'],
    ['1995', '0.01'],
    ['1998', '0.0695'],
    ['2000', '0.07'],
  ]),
}
