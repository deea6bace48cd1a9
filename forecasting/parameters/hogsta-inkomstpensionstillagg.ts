/** The highest inkomstpensionstillägg. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const hogstaInkomstpensionstillagg: Parameter<'SEK/year'> = {
  kind: 'dated',
  term: 'högsta inkomstpensionstillägg',
  english: 'highest supplement',
  unit: 'SEK/year',
  holds: 'until-changed',
  values: [...dated<'SEK/year'>({ status: 'decided', source: 'SFB 74 a kap.' }, [['2021', '7200']])],
}
