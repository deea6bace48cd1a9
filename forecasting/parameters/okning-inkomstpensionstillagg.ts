/** The rise of inkomstpensionstillägg per krona of base above the lowest. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const okningInkomstpensionstillagg: Parameter<'share'> = {
  kind: 'dated',
  term: 'ökning av inkomstpensionstillägg',
  english: 'rise of the supplement per krona of base',
  unit: 'share',
  holds: 'until-changed',
  values: [...dated<'share'>({ status: 'decided', source: 'SFB 74 a kap.' }, [['2021', '0.3']])],
}
