/** The base from which no inkomstpensionstillägg is given, at the level of 2021. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const inkomstpensionstillaggTill: Parameter<'SEK/year'> = {
  kind: 'dated',
  term: 'underlag som inte längre ger inkomstpensionstillägg',
  english: 'base from which no supplement is given',
  unit: 'SEK/year',
  holds: 'until-changed',
  values: [...dated<'SEK/year'>({ status: 'decided', source: 'SFB 74 a kap.' }, [['2021', '204000']])],
}
