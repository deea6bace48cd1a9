/** How much of the base above brytpunkten lowers garantipension. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const avtrappningGarantipension: Parameter<'share'> = {
  kind: 'dated',
  term: 'avtrappning av garantipension',
  english: 'fall of the guarantee pension per krona of base',
  unit: 'share',
  holds: 'until-changed',
  values: [...dated<'share'>({ status: 'decided', source: 'SFB 67 kap. 21-22 §§' }, [['1990', '0.48']])],
}
