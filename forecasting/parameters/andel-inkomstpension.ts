/** The share of the pensionsunderlag that becomes pensionsrätt for inkomstpension. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const andelInkomstpension: Parameter<'share'> = {
  kind: 'dated',
  term: 'andel för inkomstpension',
  english: 'share of income that gives income-pension right',
  unit: 'share',
  holds: 'until-changed',
  values: dated<'share'>({ status: 'decided', source: 'SFB 61 kap.; 18.5 % less the share for premiepension' }, [
    ['1960', '0.185'],
    ['1995', '0.165'],
    ['1999', '0.16'],
  ]),
}
