/** The lowest base that gives inkomstpensionstillägg, at the level of 2021. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const inkomstpensionstillaggFran: Parameter<'SEK/year'> = {
  kind: 'dated',
  term: 'underlag som ger inkomstpensionstillägg',
  english: 'lowest base that gives the supplement',
  unit: 'SEK/year',
  holds: 'until-changed',
  values: [...dated<'SEK/year'>({ status: 'decided', source: 'SFB 74 a kap.' }, [['2021', '108000']])],
}
