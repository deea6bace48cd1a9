/** State tax on taxable income above skiktgräns. */
import type { Parameter } from './parameter.ts'
import { dated } from './parameter.ts'

export const statligInkomstskatt: Parameter<'share'> = {
  kind: 'dated',
  term: 'statlig inkomstskatt',
  english: 'state income tax',
  unit: 'share',
  holds: 'until-changed',
  values: [...dated<'share'>({ status: 'decided', source: 'Inkomstskattelagen 65 kap. 5 §' }, [['1990', '0.2']])],
}
