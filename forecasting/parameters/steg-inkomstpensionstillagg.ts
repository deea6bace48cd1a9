/** The step that inkomstpensionstillägg rises and falls by: its middle is paid. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const stegInkomstpensionstillagg: Parameter<'SEK/year'> = {
  kind: 'dated',
  term: 'steg i inkomstpensionstillägg',
  english: 'step of the supplement',
  unit: 'SEK/year',
  holds: 'until-changed',
  values: [...dated<'SEK/year'>({ status: 'decided', source: 'SFB 74 a kap.' }, [['2021', '600']])],
}
