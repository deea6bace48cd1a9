/** How much tilläggspension is lowered for each month it is drawn before 65. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const fortidaTillaggspension: Parameter<'share'> = {
  kind: 'dated',
  term: 'förtida uttag av tilläggspension',
  english: 'lowering of tilläggspension per month before 65',
  unit: 'share',
  holds: 'until-changed',
  values: [...dated<'share'>({ status: 'decided', source: 'SFB 63 kap. 20-24 §§' }, [['1960', '0.005']])],
}
