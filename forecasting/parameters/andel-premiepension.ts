/** The share of the pensionsunderlag that becomes pensionsrätt for premiepension. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const andelPremiepension: Parameter<'share'> = {
  kind: 'dated',
  term: 'andel för premiepension',
  english: 'share of income that gives premium-pension right',
  unit: 'share',
  holds: 'until-changed',
  values: dated<'share'>({ status: 'decided', source: 'SFB 61 kap.' }, [
    ['1960', '0'],
    ['1995', '0.02'],
    ['1999', '0.025'],
  ]),
}
