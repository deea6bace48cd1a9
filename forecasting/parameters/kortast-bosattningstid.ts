/** Fewest years of residence that give any garantipension. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const kortastBosattningstid: Parameter<'years'> = {
  kind: 'dated',
  term: 'kortast bosättningstid',
  english: 'fewest years of residence for a guarantee pension',
  unit: 'years',
  holds: 'until-changed',
  values: [...dated<'years'>({ status: 'decided', source: 'SFB 67 kap. 4 §' }, [['1990', '3']])],
}
