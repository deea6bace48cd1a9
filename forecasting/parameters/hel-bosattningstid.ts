/** Years of residence that give a whole garantipension. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const helBosattningstid: Parameter<'years'> = {
  kind: 'dated',
  term: 'hel bosättningstid',
  english: 'years of residence for a whole guarantee pension',
  unit: 'years',
  holds: 'until-changed',
  values: [...dated<'years'>({ status: 'decided', source: 'SFB 67 kap. 11 §' }, [['1990', '40']])],
}
