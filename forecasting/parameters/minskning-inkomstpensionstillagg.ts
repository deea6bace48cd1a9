/** The fall of inkomstpensionstillägg per krona of base up to the highest. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const minskningInkomstpensionstillagg: Parameter<'share'> = {
  kind: 'dated',
  term: 'minskning av inkomstpensionstillägg',
  english: 'fall of the supplement per krona of base',
  unit: 'share',
  holds: 'until-changed',
  values: [...dated<'share'>({ status: 'decided', source: 'SFB 74 a kap.' }, [['2021', '0.2']])],
}
