/** How much tilläggspension is raised for each month it is drawn after 65, to 70. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const senareTillaggspension: Parameter<'share'> = {
  kind: 'dated',
  term: 'senare uttag av tilläggspension',
  english: 'rise of tilläggspension per month after 65',
  unit: 'share',
  holds: 'until-changed',
  values: [...dated<'share'>({ status: 'decided', source: 'SFB 63 kap. 20-24 §§' }, [['1960', '0.007']])],
}
