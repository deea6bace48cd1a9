/** The share of mean points × prisbasbelopp that is paid as tilläggspension. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const atpProcent: Parameter<'share'> = {
  kind: 'dated',
  term: 'ATP-procent',
  english: 'share of mean points paid as tilläggspension',
  unit: 'share',
  holds: 'until-changed',
  values: [...dated<'share'>({ status: 'decided', source: 'SFB 63 kap. 6 §; lag (1962:381)' }, [['1960', '0.6']])],
}
