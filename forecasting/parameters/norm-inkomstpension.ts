/** The yearly growth that the delningstal of inkomstpension pays out in advance. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const normInkomstpension: Parameter<'share'> = {
  kind: 'dated',
  term: 'norm för inkomstpension',
  english: 'advance interest of the income pension',
  unit: 'share',
  holds: 'until-changed',
  values: dated<'share'>({ status: 'decided', source: 'SFB 62 kap. 34 and 42 §§' }, [['1999', '0.016']]),
}
