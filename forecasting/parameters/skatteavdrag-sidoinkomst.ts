/** The share of each payment that a payer other than the main one withholds. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const skatteavdragSidoinkomst: Parameter<'share'> = {
  kind: 'dated',
  term: 'skatteavdrag från sidoinkomst',
  english: 'tax withheld from other than the main income',
  unit: 'share',
  holds: 'until-changed',
  values: dated<'share'>({ status: 'assumed', source: 'Skatteförfarandelagen (2011:1244) 11 kap. 24 §' }, [
    ['2025', '0.3'],
  ]),
}
